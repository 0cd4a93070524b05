/** Where compiled texts are kept, from the project's folder. */
export const textFolder = '.astro/cache/texts';

/** Where the modules of texts with imports are kept. */
export const moduleFolder = '.astro/cache/modules';

/** Where posts are kept as Markdown. */
export const markdownFolder = '.astro/cache/markdown';

/**
 * What an entry of a collection has instead of its text: the key it is kept under and the hash of what is
 * kept. The key says which file it is of, so no two entries share a mark.
 */
export function textMark(key: string, hash: string): string {
  return `text:${key}.${hash}`;
}

/** Finds the marks in the data a site is rendered from. */
export const textMarks = /text:(?<key>[0-9a-f]{64})\.(?<hash>[0-9a-f]{64})/g;
