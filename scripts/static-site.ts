import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { basePath, type Home, sameAddress, sitePath } from '#domain';
import { parseRedirects } from '../integrations/content/index.ts';
import { headersAt, readRules } from '../integrations/page-policy/index.ts';
import { brotli } from './brotli.ts';

/** A browser keeps the answer, and asks each time whether its ETag is still the same. */
const CHECKED = 'no-cache';
/** A browser keeps the answer for a year without asking. */
const LASTING = 'public, max-age=31536000, immutable';

/**
 * Serves a built site: files, folders by their `index.html`, and the site's own 404 page; compressed, with
 * the headers of its `_headers` and the moved pages of its `_redirects`, as other hosts read them. Below a path it
 * is to be mounted there; the files lie in `dist` without it.
 */
export function staticSite(dist: string, site: Home): Hono {
  const app = new Hono();
  const rules = readRules(readIfThere(join(dist, '_headers')));
  const moved = parseRedirects(readIfThere(join(dist, '_redirects')));
  app.use(async (context, next) => {
    await next();
    const { path } = context.req;
    context.header('Cache-Control', isHashed(path) ? LASTING : CHECKED);
    for (const [name, value] of Object.entries(headersAt(rules, path))) context.header(name, value);
    if (context.res.status >= 400) context.header('Cache-Control', CHECKED);
    if (context.res.ok && path.endsWith('.md'))
      context.header('Content-Type', 'text/markdown; charset=utf-8');
  });
  app.get('*', async (context, next) => {
    const { pathname, search } = new URL(context.req.url);
    const page = moved.get(sameAddress(pathname));
    return page === undefined ? next() : context.body(null, 301, { Location: page + search });
  });
  app.use(compress(), brotli(isHashed), etag());
  app.get('/_headers', (context) => notFound(context, dist));
  app.get('/_redirects', (context) => notFound(context, dist));
  app.get('*', async (context, next) => {
    const page = pageWithSlash(context, dist, site);
    // The path alone: behind a proxy this server knows neither the scheme nor the name it is called by.
    return page === null ? next() : context.body(null, 301, { Location: page });
  });
  app.use(serveStatic({ root: dist, rewriteRequestPath: (path) => path.slice(basePath(site).length - 1) }));
  app.get('*', (context) => notFound(context, dist));
  return app;
}

/** Whether a file has a hash of its content in its name, as Astro writes it. */
function isHashed(path: string): boolean {
  return path.includes('/_astro/');
}

async function notFound(context: Context, dist: string): Promise<Response> {
  const page = await readFile(join(dist, '404.html'), 'utf8').catch(() => 'Not found');
  return context.html(page, 404);
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Where a page asked for without its last slash is, home among them; null for anything else. */
function pageWithSlash({ req }: Context, dist: string, site: Home): string | null {
  const { pathname, search } = new URL(req.url);
  if (pathname.endsWith('/') || pathname.startsWith('//')) return null;
  const path = sitePath(`${pathname}/`, site);
  const folder = path === null ? null : decoded(path);
  const isPage = folder !== null && !folder.includes('..') && existsSync(join(dist, folder, 'index.html'));
  return isPage ? `${pathname}/${search}` : null;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
