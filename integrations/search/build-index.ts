import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { PagefindIndex } from 'pagefind';
import { cutWords } from './cut-words.ts';
import type { SearchPage } from './page.ts';
import { closePagefind, granted, withIndex } from './pagefind.ts';
import { readPage } from './read-page.ts';
import { recordOf, runsOf } from './record.ts';

/**
 * Writes `pagefind/<language>/` into a built site: an index for each language its searchable pages are in.
 *
 * @param dist the built site, absolute
 * @returns how many pages each language has
 */
export async function buildIndex(dist: string): Promise<ReadonlyMap<string, number>> {
  try {
    const pages = await readPages(dist);
    const wordsOf = await cutWords(pages.flatMap(runsOf));
    const languages = Map.groupBy(pages, ({ lang }) => lang);
    for (const [lang, inLanguage] of languages) {
      const files = await indexFiles(inLanguage, lang, wordsOf);
      await writeAll(join(dist, indexFolder(lang)), files);
    }
    return new Map([...languages].map(([lang, { length }]) => [lang, length]));
  } finally {
    await closePagefind();
  }
}

/** Where the index of a language is, below the site's root. */
export function indexFolder(htmlLang: string): string {
  return `pagefind/${htmlLang.toLowerCase()}`;
}

async function readPages(dist: string): Promise<SearchPage[]> {
  const paths = (await Array.fromAsync(glob('**/index.html', { cwd: dist }))).sort();
  const pages = await Promise.all(
    paths.map(async (path) => readPage(await readFile(join(dist, path), 'utf8'), urlOf(path))),
  );
  return pages.filter((page) => page !== null);
}

/** `en/posts/hello/index.html` → `/en/posts/hello/` */
function urlOf(path: string): string {
  const folders = relative('.', dirname(path)).split(sep).filter(Boolean);
  return ['', ...folders.map(encodeURIComponent), ''].join('/');
}

async function indexFiles(
  pages: readonly SearchPage[],
  lang: string,
  wordsOf: Parameters<typeof recordOf>[1],
): Promise<IndexFile[]> {
  return withIndex({ forceLanguage: stemsOf(lang), includeCharacters: '+#' }, async (index) => {
    for (const page of pages) {
      granted(await index.addHTMLFile({ url: page.url, content: recordOf(page, wordsOf) }));
    }
    return neededFiles(index);
  });
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
