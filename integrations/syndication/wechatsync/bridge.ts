import { randomUUID } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { Millis } from '#domain';
import { Failure } from '../failure.ts';
import { redactor } from '../network/redact.ts';
import { createDoor } from './door.ts';

/**
 * The local side of Wechatsync's bridge. The extension connects here, and is sent requests that each carry the token. A
 * request that is sent is never sent again; whoever asked is told what became of it.
 */
export function createBridge({ token, port, patience: changes, onWaiting }: BridgeSettings): Bridge {
  const patience = { ...usual, ...changes };
  const door = createDoor(port);
  const open = new Map<string, Request>();
  const redact = redactor([token]);
  door.onArrival((socket) => {
    socket.on('message', (data) => take(readAnswer(data), open));
    socket.on('close', () => {
      for (const request of open.values()) if (request.socket === socket) request.fail(LOST);
    });
  });
  return {
    ask: async (method, params, { most = patience.answer, writes = false } = {}) => {
      const socket = await door.connected(patience.connect, onWaiting);
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const id = randomUUID();
      const fail = (why: string): void => reject(failureOf(redact(why), writes));
      const timer = setTimeout(() => fail(`Wechatsync did not answer within ${most / 1000} s`), most);
      open.set(id, { socket, resolve, fail });
      socket.send(JSON.stringify({ id, method, token, params }), (error) => error && fail(LOST));
      return promise.finally(() => {
        clearTimeout(timer);
        open.delete(id);
      });
    },
    close: () => door.close(),
  };
}

/** An answer to nobody, which came too late or a second time, changes nothing. */
function take(answer: Answer | undefined, open: ReadonlyMap<string, Request>): void {
  const request = answer && open.get(answer.id);
  if (answer?.error === undefined) request?.resolve(answer?.result);
  else request?.fail(answer.error.message);
}

function readAnswer(data: RawData): Answer | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(String(data))).data;
  } catch {
    return undefined;
  }
}

/** The token was looked at before anything was written: what a write fails of is never certain. */
function failureOf(why: string, writes: boolean): Failure {
  if (writes) return new Failure('uncertain', why);
  if (/token|令牌/i.test(why))
    return new Failure('setup', `Wechatsync refused the token: ${why}`, {
      hint: 'Write the same token into the settings of the extension (同步桥接) and into WECHATSYNC_TOKEN in .env.',
    });
  return new Failure('later', `Wechatsync: ${why}`, { unsent: true, hint: 'Run this again.' });
}

const LOST = 'the connection to Wechatsync was lost before it answered';

const usual: BridgePatience = { connect: 30_000, answer: 60_000 };

const answerSchema = z.object({
  id: z.string(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

type Answer = z.output<typeof answerSchema>;

/** A request that has no answer yet. */
interface Request {
  readonly socket: WebSocket;
  resolve(result: unknown): void;
  fail(why: string): void;
}

export interface BridgeSettings {
  /** The token that the author chose in the extension. It is hidden in every error text. */
  readonly token: string;
  readonly port: number;
  readonly patience?: Partial<BridgePatience>;
  /** Told when somebody waits for the extension to connect, with the address it has to be given. */
  readonly onWaiting?: ((address: string) => void) | undefined;
}

/** How long the bridge waits. */
export interface BridgePatience {
  /** For the extension to connect. A browser that was just opened takes some seconds. */
  readonly connect: Millis;
  /** For an answer, where the request says nothing else. */
  readonly answer: Millis;
}

/** The way to the extension, for one run. */
export interface Bridge {
  /**
   * Asks the extension, and resolves to its `result`.
   *
   * @param how `most`: how long to wait; `writes`: a lost answer leaves it uncertain whether it was carried out
   * @throws {Failure} `setup` where no extension is there or it refuses the token, `uncertain` where a write got no
   * answer, else `later`
   */
  ask(
    method: string,
    params: object,
    how?: { readonly most?: Millis; readonly writes?: boolean },
  ): Promise<unknown>;
  close(): Promise<void>;
}
