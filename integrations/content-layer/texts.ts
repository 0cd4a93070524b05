import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { editionMarks, type Problem } from '#domain';
import { readEntry } from '../build-cache/disk-cache.ts';
import { blankMatter } from '../content/front-matter/matter-block.ts';
import { cleanTree, markedTree } from '../markdown/clean-tree.ts';
import { type Compiled, compiledSchema, noText } from '../markdown/compiled.ts';
import { absoluteAddresses } from '../to-markdown/absolute-addresses.ts';
import { describeFault, sharedFaults } from './preview/faults.ts';
import { textFolder, textMark, textMarks } from './text-folder.ts';

export type { Compiled } from '../markdown/compiled.ts';
export { currentMark } from './rebuild/renewed-texts.ts';
export { htmlToMarkdown } from './shared-markdown.ts';

/**
 * The compiled text whose mark the loader gave an entry as its digest.
 *
 * @param file it was compiled from, relative to the project: while writing, it may be what is wrong
 */
export async function readText(mark: string, file = ''): Promise<Compiled> {
  const { key, hash } = [...mark.matchAll(textMarks)][0]?.groups ?? {};
  const entry = await readEntry(resolve(textFolder, `${key}.json`), compiledSchema);
  // A build beside a preview may have compiled the text anew, since what it links to changed.
  if (entry !== null && (entry.hash === hash || import.meta.env?.DEV)) return entry.value;
  // Of a text with a fault nothing is kept; once it is mended, its page comes anew in a moment.
  const [fault] = sharedFaults().of(file);
  if (fault !== undefined) return notice(fault);
  if (mark === textMark(mark.slice('text:'.length, -1), '')) return noText;
  throw new Error('a compiled text went missing while the site was built; build again');
}

/** A text that does not fit, as pages that are not its own show it while one writes. */
function notice(fault: Problem): Compiled {
  const html = writeHtml(h('p.notice', `✗ ${describeFault(fault)}`));
  return { ...noText, html, clean: html, marked: html };
}

const html = unified().use(rehypeParse, { fragment: true }).use(rehypeStringify);

/** An element as HTML. */
export function writeHtml(element: Element): string {
  return html.stringify({ type: 'root', children: [element] });
}

/**
 * HTML of a page's text, cleaned as {@link Compiled.clean} is.
 *
 * @param base the address of the page
 */
export function cleanHtml(text: string, base: string): string {
  return html.stringify(cleanedTree(text, base)).trim();
}

/** The elements of some HTML, each by itself, cleaned as {@link cleanHtml} cleans. */
export function cleanElements(text: string, base: string): string[] {
  return cleanedTree(text, base)
    .children.filter((child) => child.type === 'element')
    .map(writeHtml);
}

/**
 * HTML of a page's text with marks, as {@link Compiled.marked} is.
 *
 * @param base the address of the page
 */
export function markedHtml(text: string, base: string): string {
  const tree = markedTree(html.parse(text));
  absoluteAddresses(tree, base);
  return html.stringify(tree).trim();
}

/** How many diagrams the HTML of {@link markedHtml} has. A text without any is not parsed. */
export function countDiagrams(marked: string): number {
  if (!marked.includes('data-byline-diagram')) return 0;
  let count = 0;
  visit(html.parse(marked), 'element', ({ properties }) => {
    if (properties[editionMarks.diagram] !== undefined) count += 1;
  });
  return count;
}

/** The text of a file below its front matter, as its author wrote it. @param file relative to the project */
export async function readWritten(file: string): Promise<string> {
  return blankMatter(await readFile(resolve(file), 'utf8')).trim();
}

/** A picture as its author made it. @param file relative to the project */
export function readOriginal(file: string): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(resolve(file));
}

function cleanedTree(text: string, base: string): Root {
  const tree = cleanTree(html.parse(text));
  absoluteAddresses(tree, base);
  return tree;
}
