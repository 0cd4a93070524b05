import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { hashSources } from '../build-cache/hash-sources.ts';
import { readKept } from '../build-cache/read-kept.ts';
import { writeWhole } from '../build-cache/write-whole.ts';
import { type Directive, directives, hasHandlers, hasPolicy, type Needs, readNeeds } from './needs.ts';
import { scanHtml } from './scan-html.ts';

const foundSchema = z.strictObject({
  /** Of the page as it was read. */
  hash: z.string(),
  needs: z.array(z.tuple([z.enum(directives), z.array(z.string())])),
  hasHandlers: z.boolean(),
  hasPolicy: z.boolean(),
});

const keptSchema = z.strictObject({ engine: z.string(), pages: z.record(z.string(), foundSchema) });

/** What was read off a page. */
export interface Found {
  readonly needs: Needs;
  readonly hasHandlers: boolean;
  /** Whether it brought one: its author's, or ours from a build before. */
  readonly hasPolicy: boolean;
}

/** What was read off pages, from build to build: a page that is the same is not read again. */
export interface KeptNeeds {
  /** @param page its file, relative to the built site */
  read(page: string, html: string): Found;
  /** What was read off it last, whatever it was then. */
  last(page: string): Found | undefined;
  /** Keeps what was read of these pages, and forgets all others. */
  save(pages: readonly string[]): Promise<void>;
}

/**
 * Opens what was kept in a file.
 *
 * @param own the site's origin, which no page has to name
 */
export async function openKeptNeeds(file: string, own: string): Promise<KeptNeeds> {
  const engine = hashOf(own, await hashSources(new URL('.', import.meta.url)));
  const kept = await readKept(file, keptSchema);
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
