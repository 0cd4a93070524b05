import { EventEmitter, once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Millis, Problem } from '#domain';
import { Failure } from '../failure.ts';

/**
 * The port that Wechatsync's extension connects to. It is open on this machine alone, and lets in one extension: no page
 * of the web, no other program, and no second extension while the first is there. The port is taken when somebody first
 * waits for the extension.
 */
export function createDoor(port: number): Door {
  const hall: Hall = {
    guest: undefined,
    stranger: undefined,
    isDeserted: false,
    arrivals: new EventEmitter(),
  };
  let server: Promise<WebSocketServer> | undefined;
  return {
    onArrival: (listen) => hall.arrivals.on('arrival', listen),
    connected: async (most, onWaiting) => {
      server ??= listenOn(port, hall);
      await server;
      if (hall.guest === undefined && !hall.isDeserted) {
        onWaiting?.(bridgeAddress(port));
        await nextArrival(hall, most);
      }
      if (hall.guest !== undefined) return hall.guest.socket;
      hall.isDeserted = true;
      throw absent(port, most, hall.stranger);
    },
    close: async () => {
      const opened = await server?.catch(() => undefined);
      hall.guest?.socket.terminate();
      if (opened === undefined) return;
      opened.close();
      await once(opened, 'close');
    },
  };
}

/** Where the extension connects to. */
export function bridgeAddress(port: number): string {
  return `ws://localhost:${port}`;
}

/** @throws {Problem} where the port is taken */
async function listenOn(port: number, hall: Hall): Promise<WebSocketServer> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port,
    maxPayload: MOST_BYTES,
    verifyClient: ({ req }: { req: IncomingMessage }) => admits(req, port, hall),
  });
  server.on('connection', (socket, request) => take(socket, request.headers.origin ?? '', hall));
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new Problem(`port ${port}, where Wechatsync connects to, cannot be taken`, {
      hint: 'Another run, or a bridge of another program, may hold it: wait for it or stop it. For another port, set WECHATSYNC_PORT in .env and the same address in the extension.',
      cause,
    });
  }
  return server;
}

/** A page of the web cannot choose its origin, nor can a name that was made to lead here pass for this machine. */
function admits({ headers }: IncomingMessage, port: number, hall: Hall): boolean {
  const { origin = '', host = '' } = headers;
  const isLoopback = host === `localhost:${port}` || host === `127.0.0.1:${port}`;
  const isOther = hall.guest !== undefined && hall.guest.origin !== origin;
  const isAdmitted = EXTENSION.test(origin) && isLoopback && !isOther;
  if (!isAdmitted) hall.stranger = origin === '' ? 'a program without an origin' : origin;
  return isAdmitted;
}

function take(socket: WebSocket, origin: string, hall: Hall): void {
  // An extension that was put to sleep connects anew: the connection it left behind is over.
  hall.guest?.socket.terminate();
  hall.guest = { socket, origin };
  hall.isDeserted = false;
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    if (hall.guest?.socket === socket) hall.guest = undefined;
  });
  hall.arrivals.emit('arrival', socket);
}

/** Resolves when an extension comes, or the time is over. */
async function nextArrival({ arrivals }: Hall, most: Millis): Promise<void> {
  await once(arrivals, 'arrival', { signal: AbortSignal.timeout(most) }).catch(() => undefined);
}

function absent(port: number, most: Millis, stranger: string | undefined): Failure {
  const address = bridgeAddress(port);
  const knocked = stranger === undefined ? '' : `; ${stranger} knocked, and was not let in`;
  const what = `no extension connected to ${address} within ${Math.ceil(most / 1000)} s${knocked}`;
  return new Failure('setup', `Wechatsync does not answer: ${what}`, {
    hint: `Open the browser that has Wechatsync, turn 同步桥接 on in its settings, and give it the address ${address} and the token of WECHATSYNC_TOKEN. Then run this again.`,
  });
}

/** Extensions of Chrome and its relatives have ids of 32 letters from a to p. */
const EXTENSION = /^chrome-extension:\/\/[a-p]{32}$/;

/** An answer holds addresses and words; pictures go the other way. */
const MOST_BYTES = 4 * 1024 * 1024;

interface Hall {
  /** The extension that is connected. */
  guest: { readonly socket: WebSocket; readonly origin: string } | undefined;
  /** The origin that was turned away last. */
  stranger: string | undefined;
  /** Nobody came while somebody waited: the next does not wait again. */
  isDeserted: boolean;
  readonly arrivals: EventEmitter;
}

export interface Door {
  onArrival(listen: (socket: WebSocket) => void): void;
  /**
   * The connection to the extension.
   *
   * @param onWaiting told the address where the extension is not there yet
   * @throws {Failure} `setup` where none comes in time
   */
  connected(most: Millis, onWaiting?: (address: string) => void): Promise<WebSocket>;
  close(): Promise<void>;
}
