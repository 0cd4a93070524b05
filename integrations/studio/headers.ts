import type { MiddlewareHandler } from 'hono';

/**
 * What a page of Studio may load and run: its style sheets and pictures of this server, and no script. A page that needs
 * more sets a header of its own.
 */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Keeps the owner's pages out of caches, search engines and frames; a header that a page set itself stays. */
export const ownersHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const headers = {
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
    'X-Frame-Options': 'DENY',
    'Content-Security-Policy': POLICY,
  };
  for (const [name, value] of Object.entries(headers))
    if (!context.res.headers.has(name)) context.header(name, value);
};
