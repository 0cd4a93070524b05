import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { PagefindIndex } from 'pagefind';
import { closePagefind, granted, withIndex } from './pagefind.ts';
import { type BuiltFile, type Listed, openRecordCache, type RecordCache } from './record-cache.ts';

/**
 * Writes `pagefind/<language>/` into a built site: an index for each language its searchable pages are in.
 *
 * @param dist the built site, absolute
 * @param memory the folder in which what was read off pages is kept
 * @returns how many pages each language has
 */
export async function buildIndex(dist: string, memory: string): Promise<ReadonlyMap<string, number>> {
  try {
    const records = await openRecordCache(memory);
    const pages = await records.list(await filesIn(dist));
    const languages = byLanguage(pages);
    for (const [lang, keys] of languages) await writeIndex(dist, lang, keys, records);
    await records.save(pages);
    return new Map([...languages].map(([lang, { length }]) => [lang, length]));
  } catch (error) {
    if (!(error instanceof LostRecord)) throw error;
    await rm(memory, { recursive: true, force: true });
    return await buildIndex(dist, memory);
  } finally {
    await closePagefind();
  }
}

/**
 * Does so where pages were rendered anew: the index of a language none of them is in stays what it is.
 *
 * @param changed the folder they are in, and new indexes come to
 * @returns the folders of new indexes, below the site's root; null when the whole site has to be read
 */
export async function renewIndex(changed: string, memory: string): Promise<string[] | null> {
  try {
    const records = await openRecordCache(memory);
    const [before, now] = [records.last, await records.list(await filesIn(changed))];
    if (Object.keys(now).some((url) => !(url in before))) return null;
    const pages = { ...before, ...now };
    const moved = Object.keys(now).flatMap((url) => [before[url]?.lang ?? null, pages[url]?.lang ?? null]);
    const languages = [...byLanguage(pages)].filter(([lang]) => moved.includes(lang));
    for (const [lang, keys] of languages) await writeIndex(changed, lang, keys, records);
    await records.save(pages);
    return languages.map(([lang]) => indexFolder(lang));
  } catch (error) {
    if (error instanceof LostRecord) return null;
    throw error;
  } finally {
    await closePagefind();
  }
}

/** Where the index of a language is, below the site's root. */
export function indexFolder(htmlLang: string): string {
  return `pagefind/${htmlLang.toLowerCase()}`;
}

/** What was kept of a page is gone or broken: everything is read again. */
class LostRecord extends Error {}

async function filesIn(dist: string): Promise<BuiltFile[]> {
  const paths = (await Array.fromAsync(glob('**/index.html', { cwd: dist }))).sort();
  return Promise.all(
    paths.map(async (path) => ({ url: urlOf(path), html: await readFile(join(dist, path), 'utf8') })),
  );
}

/** Language → its pages, in the order of their paths. */
function byLanguage(pages: Listed): Map<string, Searched[]> {
  const searched = Object.entries(pages).flatMap(([url, { key, lang }]) =>
    lang === null ? [] : [{ url, key, lang }],
  );
  return Map.groupBy(
    searched.sort((a, b) => (a.url < b.url ? -1 : 1)),
    ({ lang }) => lang,
  );
}

interface Searched {
  readonly url: string;
  readonly key: string;
  readonly lang: string;
}

async function writeIndex(
  site: string,
  lang: string,
  pages: readonly Searched[],
  records: RecordCache,
): Promise<void> {
  const files = await withIndex({ forceLanguage: stemsOf(lang), includeCharacters: '+#' }, async (index) => {
    for (const { url, key } of pages) {
      const content = await records.record(key);
      if (content === null) throw new LostRecord(url);
      granted(await index.addHTMLFile({ url, content }));
    }
    return neededFiles(index);
  });
  await writeAll(join(site, indexFolder(lang)), files);
}

/** Pagefind would cut these languages into words again, which ours must not be. */
function stemsOf(lang: string): string {
  const [language = ''] = lang.toLowerCase().split('-');
  return ['zh', 'ja', 'th'].includes(language) ? 'unknown' : language;
}

/** All but Pagefind's own search boxes. */
async function neededFiles(index: PagefindIndex): Promise<IndexFile[]> {
  const { files } = granted(await index.getFiles());
  return files.filter(({ path }) => /\/|^pagefind\.js$|^pagefind-entry\.json$|\.pf_meta$|^wasm\./.test(path));
}

async function writeAll(folder: string, files: readonly IndexFile[]): Promise<void> {
  for (const { path, content } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

interface IndexFile {
  /** Below the index's folder. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** `en/posts/hello/index.html` → `/en/posts/hello/` */
function urlOf(path: string): string {
  const folders = relative('.', dirname(path)).split(sep).filter(Boolean);
  return ['', ...folders.map(encodeURIComponent), ''].join('/');
}
