import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { appendTrailingSlash } from 'hono/trailing-slash';

const YEAR = 31_536_000;

/** Serves a built site: files, folders by their `index.html`, and the site's own 404 page. */
export function staticSite(dist: string): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'strict-origin-when-cross-origin');
  });
  app.use(appendTrailingSlash({ alwaysRedirect: true, skip: (path) => /\.\w+$/.test(path) }));
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
