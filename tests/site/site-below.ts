import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { SiteSettings } from '#domain';
import { type Checkout, checkOut } from '../checkout.ts';

/** The folder on a host that the site lives in. */
export const BASE = '/blog/';

/** Files of `public/` that the fixture's texts show and link to. */
const files = {
  'dot.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="9" fill="#867"/></svg>\n',
  'cv.txt': 'A life in a file.\n',
  'film.webm': '',
};

/**
 * A checkout of a site with one of everything, below a path of a host.
 *
 * @param origin of the host: `http://localhost:4321`
 * @param short how many short posts it has besides
 */
export async function checkOutBelow(
  origin: string,
  short: number,
  settings: Partial<SiteSettings> = {},
): Promise<Checkout> {
  const checkout = await checkOut('below', { url: origin + BASE, ...keyed, ...settings });
  for (const [name, text] of Object.entries(files)) await checkout.write(`public/${name}`, text);
  const words = `主机上的[别的站点](${origin}/other/)，[自己的文章](${origin}${BASE}posts/first/)。`;
  const posts = Array.from({ length: short }, (_, index) => index + 1);
  await Promise.all(
    posts.map((number) => checkout.write(`content/posts/short-${number}.md`, shortPost(number, words))),
  );
  return checkout;
}

const keyed: Partial<SiteSettings> = {
  indexNow: { key: 'below-a-path', endpoint: 'http://127.0.0.1:9/' },
  robots: { GPTBot: ['/posts/'] },
};

function shortPost(number: number, words: string): string {
  const date = `2025-01-${String((number % 28) + 1).padStart(2, '0')}`;
  return `---\ntitle: 短文 ${number}\ndescription: 第 ${number} 篇短文。\ndate: ${date}\n---\n\n${words}\n`;
}

/** A host of files that has a folder below {@link BASE}, and nothing else. */
export async function serveFiles(dist: string): Promise<FileHost> {
  const app = new Hono();
  app.get(`${BASE}*`, serveStatic({ root: dist, rewriteRequestPath: (path) => path.slice(BASE.length - 1) }));
  const { promise: listening, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, port: 0, createServer }, (info: AddressInfo) =>
    resolve(info.port),
  );
  return {
    origin: `http://localhost:${await listening}`,
    close: () => new Promise((done) => void server.close(() => done())),
  };
}

export interface FileHost {
  readonly origin: string;
  close(): Promise<void>;
}
