import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { Problem } from '#domain';

/** Address → hash of what a reader sees there: title, description and text, not the files around them. */
export type Pages = ReadonlyMap<string, string>;

/** The pages of the sitemap of a built site. @param dist its folder @throws {Problem} where there is none */
export async function readPages(dist: string): Promise<Pages> {
  const pages = (await readAddresses(dist)).map(async (url): Promise<[string, string]> => {
    const file = join(dist, decodeURIComponent(new URL(url).pathname), 'index.html');
    return [url, hashOf(await readFile(file, 'utf8'))];
  });
  return new Map(await Promise.all(pages));
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
