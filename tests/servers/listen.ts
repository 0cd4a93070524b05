import { type HttpBindings, serve } from '@hono/node-server';
import type { Hono } from 'hono';

/** A Hono app on a free port of this machine. */
export function listen(app: Hono<{ Bindings: HttpBindings }>): Promise<Listening> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({
        origin: `http://127.0.0.1:${port}`,
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    );
  });
}

export interface Listening {
  readonly origin: string;
  close(): Promise<void>;
}

export type App = Hono<{ Bindings: HttpBindings }>;
