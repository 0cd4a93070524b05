import { readFile } from 'node:fs/promises';
import { Problem, type SitePath } from '#domain';

/** Reads texts of a site from the folder it is built into; of several, from the first that has it. */
export function textReader(...folders: readonly [URL, ...URL[]]): TextReader {
  return async (path) => {
    for (const folder of folders) {
      const text = await readFile(new URL(`.${path}`, folder), 'utf8').catch(() => null);
      if (text !== null) return text;
    }
    throw missing(path);
  };
}

/** The same from the development server. */
export function textFetcher(fetchPage: (path: SitePath) => Promise<string | null>): TextReader {
  return async (path) => {
    const text = await fetchPage(path);
    if (text === null) throw missing(path);
    return text;
  };
}

function missing(path: string): Problem {
  return new Problem(`the site has no ${path}, which says what share images are wanted`);
}

/** By the path on the site. */
export type TextReader = (path: SitePath) => Promise<string>;
