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

/** Listens on a port; a port in use or not allowed is a problem with what to do. */
export async function listen(
  app: Pick<Hono, 'fetch'>,
  { port, host }: { port: number; host: string },
): Promise<Listening> {
  // Its own Response in place of Node's would break whoever compiles WebAssembly in this process.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
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
