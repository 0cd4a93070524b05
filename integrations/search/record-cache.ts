import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hashSources } from '../build-cache/hash-sources.ts';
import { readCacheFile } from '../build-cache/read-cache-file.ts';
import { writeWhole } from '../build-cache/write-whole.ts';
import { cutWords } from './cut-words.ts';
import { readPage } from './read-page.ts';
import { recordOf, runsOf } from './record.ts';

/** A file of the built site that may be a page to search. */
export interface BuiltFile {
  /** The page's path, percent-encoded. */
  readonly url: string;
  readonly html: string;
}

const listSchema = z.record(
  z.string(),
  z.strictObject({
    /** Says the page and who read it. */
    key: z.string(),
    /** Of the page; null for one that is not searched. */
    lang: z.string().nullable(),
  }),
);

/** The pages of a build by their paths. */
export type Listed = z.output<typeof listSchema>;

/**
 * What Pagefind is given for each page, from build to build: a page that is the same is neither parsed nor cut
 * into words again.
 */
export interface RecordCache {
  /** The pages of the last build. */
  readonly last: Listed;
  /** Lists pages, and makes the records of those that are new. */
  list(files: readonly BuiltFile[]): Promise<Listed>;
  /** What Pagefind is to be given for a page; null when it is not there any more, or broken. */
  record(key: string): Promise<string | null>;
  /** Keeps these pages and their records for the next build, and no others. */
  save(pages: Listed): Promise<void>;
}

/** Opens the records in a folder; makes the folder. */
export async function openRecordCache(folder: string): Promise<RecordCache> {
  await mkdir(folder, { recursive: true });
  const [engine, last] = [await readEngine(), (await readCacheFile(join(folder, LIST), listSchema)) ?? {}];
  const fileOf = (key: string) => join(folder, key + ENDING);
  const keyOf = ({ url, html }: BuiltFile) => hashOf(engine, url, html).slice(0, 32);
  return {
    last,
    list: async (files) => {
      const keyed = files.map((file) => ({ ...file, key: keyOf(file) }));
      const unread = keyed.filter(({ url, key }) => last[url]?.key !== key);
      const langs = new Map(Object.entries(last).map(([url, { lang }]) => [url, lang]));
      for (const { url, key, lang, record } of await recordsOf(unread)) {
        langs.set(url, lang);
        if (record !== null) await writeWhole(fileOf(key), sealed(record));
      }
      return Object.fromEntries(keyed.map(({ url, key }) => [url, { key, lang: langs.get(url) ?? null }]));
    },
    record: async (key) => unsealed(await readFile(fileOf(key), 'utf8').catch(() => '')),
    save: async (pages) => {
      await writeWhole(join(folder, LIST), JSON.stringify(pages));
      const used = new Set(Object.values(pages).map(({ key }) => key + ENDING));
      const unused = (await readdir(folder)).filter((name) => isOurs(name) && !used.has(name));
      await Promise.all(unused.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}

const LIST = 'pages.json';
const ENDING = '.record';

/** Of a record, or a draft of one that a build which was killed has left. */
function isOurs(name: string): boolean {
  return name.includes(ENDING);
}

async function recordsOf(files: readonly (BuiltFile & { readonly key: string })[]): Promise<NewRecord[]> {
  const pages = files.map(({ url, html }) => readPage(html, url));
  const wordsOf = await cutWords(pages.flatMap((page) => (page === null ? [] : runsOf(page))));
  return files.map(({ url, key }, index) => {
    const page = pages[index] ?? null;
    return { url, key, lang: page?.lang ?? null, record: page === null ? null : recordOf(page, wordsOf) };
  });
}

interface NewRecord {
  readonly url: string;
  readonly key: string;
  readonly lang: string | null;
  readonly record: string | null;
}

/** With the hash of itself before it, so that half a file is told from a whole one. */
function sealed(record: string): string {
  return `${hashOf(record)}\n${record}`;
}

function unsealed(text: string): string | null {
  const end = text.indexOf('\n');
  const record = text.slice(end + 1);
  return end > 0 && text.slice(0, end) === hashOf(record) ? record : null;
}

/** What reads the pages and cuts their words: another version may do so otherwise. */
async function readEngine(): Promise<string> {
  const lock = new URL('../../package-lock.json', import.meta.url);
  return hashOf(
    await hashSources(new URL('.', import.meta.url)),
    await readFile(lock, 'utf8').catch(() => ''),
  );
}

function hashOf(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}
