import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';

const submissionSchema = z.strictObject({
  host: z.string(),
  key: z.string(),
  keyLocation: z.url(),
  urlList: z.array(z.url()),
});

/**
 * An IndexNow endpoint as indexnow.org documents one: 400 for what it cannot read, 422 for a key that is none
 * and addresses of another host, 403 where the key is not at its place, 202 while it has not looked, 429 for
 * too much, 200 for the rest.
 */
export async function startEngine(site: Deployed): Promise<Engine> {
  const taken: string[][] = [];
  const troubles: { status: number; headers?: Record<string, string> }[] = [];
  const app = new Hono();
  app.post('/indexnow', async (context) => {
    const trouble = troubles.shift();
    if (trouble !== undefined) return new Response(null, trouble);
    if (!context.req.header('content-type')?.startsWith('application/json')) return context.body(null, 400);
    const sent = submissionSchema.safeParse(await context.req.json().catch(() => null));
    if (!sent.success || sent.data.urlList.length === 0) return context.body(null, 400);
    const { host, key, keyLocation, urlList } = sent.data;
    const isOurs = urlList.concat(keyLocation).every((url) => new URL(url).host === host);
    if (!/^[A-Za-z0-9-]{8,128}$/.test(key) || !isOurs || urlList.length > 10_000)
      return context.body(null, 422);
    if (site.files.get(new URL(keyLocation).pathname) !== key) return context.body(null, 403);
    taken.push(urlList);
    return context.body(null, site.isKnown ? 200 : 202);
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}/indexnow`,
    taken,
    spoil: (status, headers = {}) => troubles.push({ status, headers }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What an engine would find at the site. */
export interface Deployed {
  /** Path → text. */
  files: Map<string, string>;
  /** Whether it looked at the key before. */
  isKnown: boolean;
}

export interface Engine {
  readonly endpoint: string;
  /** The addresses of each submission it took. */
  readonly taken: readonly string[][];
  /** Answers the next request so, whatever it is. */
  spoil(status: number, headers?: Record<string, string>): void;
  close(): Promise<void>;
}
