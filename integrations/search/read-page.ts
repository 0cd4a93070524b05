import type { Element, ElementContent, Root, RootContent } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { isoDay } from '#domain';
import site from '#site';
import { type Block, type Kind, kinds, type SearchPage } from './page.ts';

/**
 * Reads a built page. What is searched is the element with `data-search="post"` (or another kind) in it; a
 * `data-search="skip"` inside stays out. Null for a page without one, and for one that search engines shall not
 * know.
 *
 * @param url the page's path
 */
export function readPage(html: string, url: string): SearchPage | null {
  if (!html.includes('data-search=')) return null;
  const tree = unified().use(rehypeParse).parse(html);
  const head = readHead(tree);
  const [root] = elements(tree, (element) => isKind(element.properties['dataSearch']));
  if (root === undefined || head.get('robots')?.includes('noindex')) return null;
  const kind = root.properties['dataSearch'] as Kind;
  const [heading] = elements(root, ({ tagName }) => tagName === 'h1');
  const [said, headed] = [head.get('og:title'), heading === undefined ? '' : textOf(heading)];
  const description = head.get('description') ?? '';
  return {
    url,
    lang: langOf(tree),
    kind,
    // What heads a page of the author's may be a name; what others call it is in its head.
    title: kind === 'page' ? (said ?? headed) : headed || (said ?? ''),
    description,
    tags: tagsOf(tree),
    day: dayOf(head.get('article:published_time')),
    blocks: blocksOf(root).filter(({ text }) => text !== description),
  };
}

/** The day of a moment where the author lives; '' without one. */
function dayOf(moment: string | undefined): string {
  return moment === undefined ? '' : isoDay(Date.parse(moment), site.timeZone);
}

/** The pieces of text below an element, in order; title and description, which the page also says elsewhere, are not among them. */
function blocksOf(root: Element): Block[] {
  const blocks: Block[] = [];
  let open = '';
  const close = (part: Block['part']) => {
    const text = tidy(open);
    if (text !== '') blocks.push({ part, text });
    open = '';
  };
  const walk = (node: ElementContent, part: Block['part']): void => {
    if (node.type === 'text') open += node.value;
    if (node.type !== 'element' || isLeftOut(node)) return;
    const own = partOf(node) ?? part;
    const isBlock = BLOCKS.has(node.tagName);
    if (isBlock) close(part);
    for (const child of node.children) walk(child, own);
    if (isBlock) close(own);
  };
  walk(root, 'text');
  close('text');
  return blocks;
}

function partOf({ tagName }: Element): Block['part'] | undefined {
  if (/^h[2-6]$/.test(tagName)) return 'heading';
  return tagName === 'pre' ? 'code' : undefined;
}

function isLeftOut({ tagName, properties }: Element): boolean {
  if (LEFT_OUT.has(tagName) || properties['dataSearch'] === 'skip') return true;
  // What is only for those who listen says again what is beside it.
  const { className } = properties;
  if (Array.isArray(className) && className.includes('hidden')) return true;
  return properties['ariaHidden'] === 'true' || properties['hidden'] === true;
}

function readHead(tree: Root): ReadonlyMap<string, string> {
  const metas = elements(tree, ({ tagName }) => tagName === 'meta').map(({ properties }) => [
    String(properties['name'] ?? properties['property'] ?? ''),
    tidy(String(properties['content'] ?? '')),
  ]);
  return new Map(metas as [string, string][]);
}

function tagsOf(tree: Root): string[] {
  const tags = elements(tree, ({ properties }) => properties['property'] === 'article:tag');
  return tags.map(({ properties }) => tidy(String(properties['content'] ?? '')));
}

function langOf(tree: Root): string {
  const [html] = elements(tree, ({ tagName }) => tagName === 'html');
  return String(html?.properties['lang'] ?? '');
}

/** Elements that pass a test; those inside one that does are not looked at. */
function elements(tree: Root | Element, isWanted: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (element) => {
    if (!isWanted(element)) return undefined;
    found.push(element);
    return SKIP;
  });
  return found;
}

function textOf(node: RootContent): string {
  const texts: string[] = [];
  visit(node, 'text', ({ value }) => {
    texts.push(value);
  });
  return tidy(texts.join(''));
}

function tidy(text: string): string {
  return text.replaceAll(/[\s\u200B]+/g, ' ').trim();
}

function isKind(value: unknown): value is Kind {
  return kinds.some((kind) => kind === value);
}

/** The title is said beside the text, a formula's TeX says the formula again; the rest is for doing something, or is no words. */
const LEFT_OUT = new Set([
  'h1',
  'nav',
  'form',
  'button',
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'annotation',
]);

/** Elements whose edges are edges of text. */
const BLOCKS = new Set(
  'article section header footer aside main div p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption tr td th figure figcaption details summary hr br math'.split(
    ' ',
  ),
);
