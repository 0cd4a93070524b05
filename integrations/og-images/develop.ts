import type { IncomingMessage, ServerResponse } from 'node:http';
import { XMLParser } from 'fast-xml-parser';
import PQueue from 'p-queue';
import { z } from 'zod';
import { type Home, hostPath, isSitePath, type Site, type SitePath, sitePath } from '#domain';
import type { Covers } from './build.ts';
import { pagePath, readImagePath } from './card-path.ts';
import { leftOut } from './coverage.ts';
import type { Drawer } from './draw.ts';
import { renderGallery } from './gallery.ts';
import { readPageTags } from './page-tags.ts';

/**
 * Answers `GET /og/<path>.png` of the site while developing: asks for the page itself and draws its card, or a cover, from
 * the tags it has now. `GET /og/` shows all of them. What is neither goes on to `next`.
 */
export function shareImages(job: DevJob): Handler {
  return async (request, response, next) => {
    try {
      const { pathname } = new URL(request.url ?? '/', 'http://dev.invalid');
      if (/^\/og\/?$/.test(pathname)) return send(response, 'text/html; charset=utf-8', await gallery(job));
      const png = isSitePath(pathname) ? await imageAt(pathname, job) : null;
      return png === null ? next() : send(response, 'image/png', png);
    } catch (error) {
      next(error);
    }
  };
}

async function imageAt(pathname: SitePath, { fetchPage, draw, site, warn }: DevJob): Promise<Buffer | null> {
  for (const { card, cover } of readImagePath(pathname)) {
    const tags = await tagsOf(pagePath(card), { fetchPage, site });
    if (tags === null) continue;
    const { png, missing } = await draw(tags, cover);
    if (missing.length > 0) warn(leftOut(missing, decodeURI(tags.image.pathname)));
    return png;
  }
  return null;
}

/** Every page of the sitemap with its cards. */
async function gallery({ covers, missingIn, ...job }: DevJob): Promise<string> {
  const paths = pagesIn((await job.fetchPage('/sitemap.xml')) ?? '', job.site);
  const wanted = await covers();
  const queue = new PQueue({ concurrency: PAGES_AT_ONCE });
  const found = await queue.addAll(
    paths.map((path) => async () => {
      const tags = await tagsOf(path, job);
      if (tags === null) return [];
      const shown = hostPath(path, job.site);
      return [
        { path: shown, tags, missing: await missingIn(tags), covers: wanted.get(tags.image.href) ?? [] },
      ];
    }),
  );
  return renderGallery(found.flat());
}

async function tagsOf(path: SitePath | null, { fetchPage, site }: Pick<DevJob, 'fetchPage' | 'site'>) {
  const html = path === null ? null : await fetchPage(path);
  return html === null ? null : readPageTags(html, site.timeZone);
}

/** The paths of a sitemap's pages. */
function pagesIn(sitemap: string, site: Home): SitePath[] {
  const { urlset } = sitemapSchema.parse(new XMLParser({ isArray: (name) => name === 'url' }).parse(sitemap));
  return urlset.url.flatMap(({ loc }) => sitePath(loc, site) ?? []);
}

const sitemapSchema = z.object({
  urlset: z.object({ url: z.array(z.object({ loc: z.string() })).default([]) }).default({ url: [] }),
});

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

/** A page is rendered for each; more at once would keep the development server from its author. */
const PAGES_AT_ONCE = 4;

/** Fetches pages from the development server; null for one that is not there. Tries both endings of a path. */
export function pageFetcher(origin: () => string, site: Home): DevJob['fetchPage'] {
  return async (path) => {
    const asked = hostPath(path, site);
    for (const candidate of new Set([asked, asked.endsWith('/') ? asked : `${asked}/`])) {
      const address = new URL(origin());
      address.pathname = candidate;
      const answer = await fetch(address, { headers: { accept: 'text/html,*/*' } });
      if (answer.ok) return answer.text();
    }
    return null;
  };
}

export interface DevJob extends Drawer {
  /** The HTML of a page by its path on the site; null when there is none. */
  readonly fetchPage: (path: SitePath) => Promise<string | null>;
  /** The covers that are wanted as the site is now. */
  readonly covers: () => Promise<Covers>;
  readonly site: Pick<Site, 'url' | 'timeZone'>;
  readonly warn: (message: string) => void;
}

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => Promise<void>;
