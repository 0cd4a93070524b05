import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';

const YEAR = 31_536_000;

/** Serves a built site: files, folders by their `index.html`, and the site's own 404 page. */
export function staticSite(dist: string): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'strict-origin-when-cross-origin');
  });
  app.get('*', async (context, next) => {
    const page = pageWithSlash(context, dist);
    // The path alone: behind a proxy this server knows neither the scheme nor the name it is called by.
    return page === null ? next() : context.body(null, 301, { Location: page });
  });
  app.use(
    serveStatic({
      root: dist,
      onFound: (path, context) => {
        // Astro puts a hash of the content in these names, so they never change.
        const lasting = path.includes('/_astro/');
        context.header('Cache-Control', lasting ? `public, max-age=${YEAR}, immutable` : 'no-cache');
      },
    }),
  );
  app.get('*', async (context) => {
    const page = await readFile(join(dist, '404.html'), 'utf8').catch(() => 'Not found');
    return context.html(page, 404);
  });
  return app;
}

/** Where a page asked for without its last slash is; null for anything else. */
function pageWithSlash({ req }: Context, dist: string): string | null {
  const { pathname, search } = new URL(req.url);
  if (pathname.endsWith('/') || pathname.startsWith('//')) return null;
  const folder = decoded(pathname);
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
