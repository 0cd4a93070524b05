import type { IncomingMessage, ServerResponse } from 'node:http';
import { pagePath } from './card-path.ts';
import { missingGlyphs } from './coverage.ts';
import type { Draw } from './draw.ts';
import { readPageTags } from './page-tags.ts';

/**
 * Answers `GET /og/<path>.png` while developing: asks for the page itself and draws its card from the
 * tags it has now. Whatever is no share image of a page goes on to `next`.
 */
export function shareImages({ fetchPage, draw, timeZone, warn }: DevJob): Handler {
  return async (request, response, next) => {
    try {
      const path = pagePath(new URL(request.url ?? '/', 'http://dev.invalid').pathname);
      const html = path === null ? null : await fetchPage(path);
      const tags = html === null ? null : readPageTags(html, timeZone);
      if (path === null || tags === null) return next();
      const { png, missing } = await draw(tags);
      if (missing.length > 0) warn(missingGlyphs(missing, decodeURI(tags.image.pathname)).message);
      response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' }).end(png);
    } catch (error) {
      next(error);
    }
  };
}

/** Fetches pages from the development server; null for one that is not there. Tries both endings of a path. */
export function pageFetcher(origin: () => string): DevJob['fetchPage'] {
  return async (path) => {
    for (const candidate of new Set([path, path.endsWith('/') ? path : `${path}/`])) {
      const address = new URL(origin());
      address.pathname = candidate;
      const answer = await fetch(address, { headers: { accept: 'text/html' } });
      if (answer.ok) return answer.text();
    }
    return null;
  };
}

export interface DevJob {
  /** The HTML of a page by its path; null when there is none. */
  readonly fetchPage: (path: string) => Promise<string | null>;
  readonly draw: Draw;
  readonly timeZone: string;
  readonly warn: (message: string) => void;
}

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => Promise<void>;
