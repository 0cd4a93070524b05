import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { Problem } from '#domain';

/** A server that listens. */
export interface Listening {
  /** The port it has: the one asked for, or the one the system chose for 0. */
  readonly port: number;
  /** Takes no more requests, and resolves when those under way are answered. */
  close(): Promise<void>;
}

/** How long the server waits for a client, in milliseconds. */
export interface Patience {
  /** For the whole head of a request, from the moment of the connection on. */
  readonly head: number;
  /** For the whole request. */
  readonly request: number;
  /** For a sign of life, while it sends as well. */
  readonly silence: number;
  /** How often it looks for those who wait too long. */
  readonly look: number;
}

/** A page's request is there at once; a form of 40 KB takes seconds on a poor line. Node would wait for minutes. */
const PATIENCE: Patience = { head: 10_000, request: 30_000, silence: 60_000, look: 2_000 };

/**
 * Listens on a port; a port in use or not allowed is a problem with what to do. Connections whose client sends half a
 * request, or nothing, or stops reading are closed, so that none of them holds a place for long.
 */
export async function listen(
  app: Pick<Hono, 'fetch'>,
  { port, host }: { port: number; host: string },
  { head, request, silence, look }: Patience = PATIENCE,
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    // Its own Response in place of Node's would break whoever compiles WebAssembly in this process.
    overrideGlobalObjects: false,
    serverOptions: { headersTimeout: head, requestTimeout: request, connectionsCheckingInterval: look },
  });
  server.setTimeout(silence);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, port, host)));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const next = port < 65_535 ? port + 1 : 4321;
  const hint = `Stop what listens there, or choose another, with --port ${next}`;
  if (error.code === 'EADDRINUSE') return new Problem(`port ${port} is in use`, { hint, cause: error });
  if (error.code === 'EACCES')
    return new Problem(`port ${port} may not be used by this user`, { hint, cause: error });
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new Problem(`this machine has no address ${host}`, { hint: HOSTS, cause: error });
  return error;
}

const HOSTS = 'Use --host 0.0.0.0 for every address of this machine.';
