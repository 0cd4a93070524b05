import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A proxy in front of a server, real or a stand-in, that spoils the next write as it is told. Everything else passes.
 *
 * @param target the server's address, which may hold `{account}`
 * @param isWrite which requests readers can see
 */
export async function startProxy(target: string, isWrite: IsWrite = changes): Promise<BadProxy> {
  const upstream = new URL(target).origin;
  const troubles: Trouble[] = [];
  const held: (() => Promise<unknown>)[] = [];
  const log: Logged[] = [];
  let stop: Stop | undefined;

  const server = createServer((request, response) => {
    carryOut(request, response).catch(() => request.socket.destroy());
  });

  async function carryOut(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request);
    const forward = (): Promise<Response> => forwardTo(upstream, asked);
    const writes = isWrite(asked);
    log.push({ method: asked.method, path: asked.path, writes, at: Date.now() });
    const halt = stop?.at === log.length ? stop : undefined;
    if (halt?.when === 'before') return halt.reached();
    const trouble = writes ? troubles.shift() : undefined;
    if (trouble === 'late-commit') held.push(forward);
    if (trouble === 'late-commit' || trouble === 'never-arrives') return cut(request);
    if (trouble === 'refuses') return answer(response, 422, {}, '{"message":"not like this"}');
    if (trouble === 'refuses-to-wait') return answer(response, 503, { 'retry-after': '3600' });
    const first = await forward();
    if (halt !== undefined) return halt.reached();
    if (trouble === 'repeats') await forward();
    if (trouble === 'answer-lost') return cut(request);
    if (trouble === 'limit-after-commit') return answer(response, 429, { 'retry-after': '1' });
    if (trouble === 'busy-after-commit') return answer(response, 503, { 'retry-after': '1' });
    await pass(first, response);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: target.replace(upstream, origin),
    log: () => log,
    spoil: (...next) => troubles.push(...next),
    stopAt: (at, when) =>
      new Promise((reached) => {
        stop = { at: log.length + at, when, reached };
      }),
    release: async () => {
      for (const send of held.splice(0)) await send();
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function cut(request: IncomingMessage): void {
  request.socket.destroy();
}

function changes({ method }: Asked): boolean {
  return method !== 'GET';
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { host = '', connection: _, 'transfer-encoding': __, ...headers } = request.headers;
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: { ...(headers as Record<string, string>), 'x-forwarded-host': host },
    body: Buffer.concat(chunks),
  };
}

function forwardTo(upstream: string, { method, path, headers, body }: Asked): Promise<Response> {
  const { 'content-length': _, ...kept } = headers;
  const content = body.length === 0 ? null : new Uint8Array(body);
  // A connection of its own for each request: a server that ends one in silence spoils nothing we did not spoil.
  const sent = { ...kept, connection: 'close' };
  return fetch(upstream + path, { method, headers: sent, body: content, redirect: 'manual' });
}

async function pass(from: Response, to: ServerResponse): Promise<void> {
  const {
    'content-encoding': _,
    'content-length': __,
    'transfer-encoding': ___,
    ...headers
  } = Object.fromEntries(from.headers);
  to.writeHead(from.status, headers).end(Buffer.from(await from.arrayBuffer()));
}

function answer(response: ServerResponse, status: number, headers: Record<string, string>, body = ''): void {
  const type = body === '' ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...headers }).end(body);
}

/**
 * What happens to a write.
 * - `answer-lost`: it is done, and the connection breaks before the answer.
 * - `late-commit`: the connection breaks, and it is done when the test says so.
 * - `never-arrives`: the connection breaks, and it is not done.
 * - `limit-after-commit`, `busy-after-commit`: it is done, and the answer is 429 or 503 with a second to wait.
 * - `refuses`: it is not done, and the answer is 422.
 * - `refuses-to-wait`: it is not done, and the answer asks to wait an hour.
 * - `repeats`: it is done twice.
 */
export type Trouble =
  | 'answer-lost'
  | 'late-commit'
  | 'never-arrives'
  | 'limit-after-commit'
  | 'busy-after-commit'
  | 'refuses'
  | 'refuses-to-wait'
  | 'repeats';

export interface BadProxy {
  /** The target's address by way of the proxy. */
  readonly url: string;
  /** Every request that came, in order. */
  log(): readonly Logged[];
  /** What the next writes suffer, one each. */
  spoil(...next: Trouble[]): void;
  /**
   * Never answers the n-th request from now on, from 1.
   *
   * @returns when that request came, or was carried out
   */
  stopAt(at: number, when: 'before' | 'after'): Promise<void>;
  /** Carries out what was held back. */
  release(): Promise<void>;
  close(): Promise<void>;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type IsWrite = (asked: Asked) => boolean;

interface Stop {
  readonly at: number;
  readonly when: 'before' | 'after';
  readonly reached: () => void;
}

interface Logged {
  readonly method: string;
  readonly path: string;
  readonly writes: boolean;
  readonly at: number;
}
