import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { type Home, Problem, type SitePath, sitePath } from '#domain';

/** Address → hash of what a reader sees there: title, description and text, not the files around them. */
export type Pages = ReadonlyMap<string, string>;

/**
 * The pages of the sitemap of a built site.
 *
 * @param dist its folder
 * @throws {Problem} where there is no sitemap, or it is that of a site at another address
 */
export async function readPages(dist: string, site: Home): Promise<Pages> {
  const pages = (await readAddresses(dist)).map(async (url): Promise<[string, string]> => {
    const file = join(dist, decodeURIComponent(pathIn(url, dist, site)), 'index.html');
    return [url, hashOf(await readFile(file, 'utf8'))];
  });
  return new Map(await Promise.all(pages));
}

function pathIn(url: string, dist: string, site: Home): SitePath {
  const path = sitePath(url, site);
  if (path !== null) return path;
  throw new Problem(`the sitemap in ${dist} has ${url}, and the site is at ${site.url}`, {
    hint: 'Run `npm run build`, and deploy it.',
  });
}

async function readAddresses(dist: string): Promise<string[]> {
  const file = join(dist, 'sitemap.xml');
  const xml = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Problem(`there is no sitemap at ${file}`, { hint: 'Run `npm run build` first.', cause });
  });
  const { urlset } = sitemapSchema.parse(parser.parse(xml));
  return urlset.url.map(({ loc }) => loc);
}

const parser = new XMLParser({ isArray: (name) => name === 'url' });

const sitemapSchema = z.object({
  urlset: z.object({ url: z.array(z.object({ loc: z.string() })).default([]) }),
});

function hashOf(html: string): string {
  const seen = [/<title>.*?<\/title>/s, /<meta name="description"[^>]*>/, /<main\b.*<\/main>/s];
  const text = seen.map((part) => part.exec(html)?.[0] ?? '').join('\n');
  return createHash('sha256').update(text).digest('hex');
}
