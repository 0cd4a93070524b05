import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { hashSources } from '../build-cache/hash-sources.ts';
import { readCacheFile } from '../build-cache/read-cache-file.ts';
import { writeWhole } from '../build-cache/write-whole.ts';
import { type Directive, directives, hasHandlers, hasPolicy, type Needs, readNeeds } from './needs.ts';
import { scanHtml } from './scan-html.ts';

const foundSchema = z.strictObject({
  /** Of the page's HTML. */
  hash: z.string(),
  needs: z.array(z.tuple([z.enum(directives), z.array(z.string())])),
  hasHandlers: z.boolean(),
  hasPolicy: z.boolean(),
});

const cacheSchema = z.strictObject({ engine: z.string(), pages: z.record(z.string(), foundSchema) });

/** The needs of a page, as its HTML shows them. */
export interface Found {
  readonly needs: Needs;
  readonly hasHandlers: boolean;
  /** Whether the page has a policy already: its author's, or ours of an earlier build. */
  readonly hasPolicy: boolean;
}

/** The needs of all pages, from build to build: an unchanged page is not scanned again. */
export interface NeedsCache {
  /** @param page its file, relative to the built site */
  read(page: string, html: string): Found;
  /** The needs of the page at its last scan, even if the page has changed since. */
  last(page: string): Found | undefined;
  /** Writes the needs of these pages, and drops all others. */
  save(pages: readonly string[]): Promise<void>;
}

/**
 * Opens the cache in a file.
 *
 * @param own the site's origin, which no page has to name
 */
export async function openNeedsCache(file: string, own: string): Promise<NeedsCache> {
  const engine = hashOf(own, await hashSources(new URL('.', import.meta.url)));
  const kept = await readCacheFile(file, cacheSchema);
  const known = new Map(kept?.engine === engine ? Object.entries(kept.pages) : []);
  return {
    read: (page, html) => {
      const hash = hashOf(html);
      const kept = known.get(page);
      if (kept?.hash === hash) return unpack(kept);
      const tags = scanHtml(html);
      const found = {
        needs: readNeeds(tags, own),
        hasHandlers: hasHandlers(tags),
        hasPolicy: hasPolicy(tags),
      };
      known.set(page, { hash, ...found, needs: pack(found.needs) });
      return found;
    },
    last: (page) => {
      const kept = known.get(page);
      return kept === undefined ? undefined : unpack(kept);
    },
    save: async (pages) => {
      const current = pages.map((page) => [page, known.get(page)]);
      await mkdir(dirname(file), { recursive: true });
      await writeWhole(file, JSON.stringify({ engine, pages: Object.fromEntries(current) }));
    },
  };
}

function pack(needs: Needs): [Directive, string[]][] {
  return [...needs].map(([directive, sources]) => [directive, [...sources]]);
}

function unpack({ needs, hasHandlers, hasPolicy }: z.output<typeof foundSchema>): Found {
  const byDirective = new Map(needs.map(([directive, sources]) => [directive, new Set(sources)]));
  return { needs: byDirective, hasHandlers, hasPolicy };
}

function hashOf(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}
