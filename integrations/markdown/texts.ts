import { resolve } from 'node:path';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { cleanTree } from './clean-tree.ts';
import { type Compiled, compiledSchema } from './compiled.ts';
import { readEntry } from './disk-cache.ts';
import { textFolder, textMarks } from './text-folder.ts';

export { absoluteAddresses } from '../to-markdown/absolute-addresses.ts';
export type { Compiled } from './compiled.ts';
export { currentMark } from './renewed-texts.ts';
export { htmlToMarkdown } from './shared-markdown.ts';

/** The compiled text whose mark the loader gave an entry as its digest. */
export async function readText(mark: string): Promise<Compiled> {
  const { key, hash } = [...mark.matchAll(textMarks)][0]?.groups ?? {};
  const entry = await readEntry(resolve(textFolder, `${key}.json`), compiledSchema);
  if (entry !== null && entry.hash === hash) return entry.value;
  throw new Error('a compiled text went missing while the site was built; build again');
}

const html = unified().use(rehypeParse, { fragment: true }).use(rehypeStringify);

/** HTML of a page's text, cleaned as {@link Compiled.clean} is. */
export function cleanHtml(text: string): string {
  return html.stringify(cleanTree(html.parse(text))).trim();
}
