import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '@hono/node-server';
import { type Index, openIndex } from '../../integrations/search/browser/index-api.ts';
import { staticSite } from '../../scripts/static-site.ts';

/** A built site, served as any host would; pages come with a strict Content-Security-Policy. */
export async function serveSite(dist: string): Promise<ServedSite> {
  const site = staticSite(dist, { url: 'https://fixture.example/' });
  const asked: string[] = [];
  const answer = async (request: Request) => {
    asked.push(new URL(request.url).pathname);
    const found = await site.fetch(request);
    if (found.headers.get('content-type')?.includes('html') !== true) return found;
    const page = new Response(found.body, found);
    page.headers.set('content-security-policy', "default-src 'self'; base-uri 'none'; object-src 'none'");
    return page;
  };
  const { promise: listening, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: answer, port: 0 }, ({ port }) => resolve(port));
  const url = `http://127.0.0.1:${await listening}`;
  return {
    url,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** The index of a language, as the reader's browser opens it. */
export async function openServedIndex(site: ServedSite, dist: string, lang: string): Promise<Index> {
  const script = pathToFileURL(join(dist, `pagefind/${lang}/pagefind.js`)).href;
  return openIndex(await import(/* @vite-ignore */ script), `${site.url}/pagefind/${lang}/`);
}

export interface ServedSite {
  readonly url: string;
  /** The paths asked for so far. */
  readonly asked: string[];
  close(): Promise<void>;
}
