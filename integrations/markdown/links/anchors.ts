import { readFileSync, statSync } from 'node:fs';
import type { Element } from 'hast';
import type { Root, RootContent } from 'mdast';
import rehypeRaw from 'rehype-raw';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { VFile } from 'vfile';
import { blankMatter } from '../../content/front-matter/matter-block.ts';
import { elementsIn } from '../../content/links/raw-html.ts';
import { headingIds } from '../plugins/heading-ids.ts';
import { parseSource } from './parse-source.ts';
import { thinSource } from './thin-source.ts';

/**
 * The parts of a page that `#part` can name: headings by the ids pages give them, footnotes, and what has an
 * `id`. Only what can have one is turned into HTML; footnotes are, since a heading that has one shows its
 * number.
 */
export function anchorsIn({ tree, source }: Parsed, file: string): Set<string> {
  const isRaw = !file.endsWith('.mdx') && headingTag.test(source);
  const html = (isRaw ? rawer : plain).runSync(isRaw ? tree : partsOf(tree), new VFile({ path: file }));
  const anchors = new Set(['top']);
  visit(html, 'element', ({ properties }) => {
    const id = properties['id'] ?? properties['name'];
    if (typeof id === 'string') anchors.add(id);
  });
  for (const id of writtenIds(tree, source)) anchors.add(id);
  return anchors;
}

/** The same of a file on the disk; empty for a missing file. Cached until the file changes. */
export function anchorsOf(file: string): ReadonlySet<string> {
  const { mtimeMs = -1, size = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  const kept = read.get(file);
  if (kept?.mtimeMs === mtimeMs && kept.size === size) return kept.anchors;
  const anchors = mtimeMs < 0 ? new Set<string>() : anchorsInSource(readFileSync(file, 'utf8'), file);
  read.set(file, { mtimeMs, size, anchors });
  return anchors;
}

/** The same of a text. MDX that cannot be read has none that are known. */
export function anchorsInSource(source: string, file: string): Set<string> {
  try {
    return anchorsIn(parseThin(blankMatter(source), file), file);
  } catch {
    return new Set();
  }
}

/** A tree and the text its positions are in. */
export interface Parsed {
  readonly tree: Root;
  readonly source: string;
}

/** A tree good for addresses and anchors, and what is needed to speak of its lines. */
export interface ThinTree extends Parsed {
  /** The line of the file for a line of the tree. */
  readonly lineOf: (line: number) => number;
  /** The line of a code fence that is never closed. */
  readonly openFence: number | undefined;
}

/** Parses a text without what can have neither address nor anchor. Throws where MDX is broken. */
export function parseThin(text: string, file: string): ThinTree {
  const isMdx = file.endsWith('.mdx');
  const { text: source, ...thin } = thinSource(text);
  const whole = () => ({
    ...thin,
    tree: parseSource(text, isMdx),
    source: text,
    lineOf: (line: number) => line,
  });
  if (!isMdx && headingTag.test(text)) return whole();
  try {
    return { ...thin, tree: parseSource(source, isMdx), source };
  } catch {
    // Thinning may break an expression; if it did not, the error is the author's and has its line.
    return whole();
  }
}

const read = new Map<string, { mtimeMs: number; size: number; anchors: ReadonlySet<string> }>();

const headingTag = /<h[1-6]\b/i;

const mdxNodes = [
  'mdxJsxTextElement',
  'mdxTextExpression',
  'mdxJsxFlowElement',
  'mdxFlowExpression',
  'mdxjsEsm',
] as const;

const plain = unified()
  .use(remarkRehype, { passThrough: [...mdxNodes] })
  .use(headingIds)
  .freeze();
/** For Markdown with headings in raw HTML: those are found where they stand among the others. */
const rawer = unified()
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(headingIds)
  .freeze();

/** Headings, and what decides the numbers of footnotes in them. */
function partsOf(tree: Root): Root {
  const children: RootContent[] = [];
  visit(tree, (node) => {
    if (node.type === 'heading' || node.type === 'footnoteDefinition' || node.type === 'definition') {
      children.push(node);
      return SKIP;
    }
    if (node.type === 'footnoteReference') children.push({ type: 'paragraph', children: [node] });
    return undefined;
  });
  return { type: 'root', children };
}

function namedBy({ properties }: Element): string[] {
  return [properties['id'], properties['name']].filter((name) => typeof name === 'string');
}

/** Ids in raw HTML, in MDX and on directives. */
function writtenIds(tree: Root, source: string): string[] {
  if (!/\b(?:id|name)=|\{#/.test(source)) return [];
  const ids: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'html') ids.push(...elementsIn(node.value).flatMap(namedBy));
    if ('attributes' in node && Array.isArray(node.attributes)) {
      for (const { name, value } of node.attributes as { name?: string; value?: unknown }[])
        if (name === 'id' && typeof value === 'string') ids.push(value);
    } else if ('attributes' in node) {
      const { id } = (node.attributes ?? {}) as { id?: unknown };
      if (typeof id === 'string') ids.push(id);
    }
  });
  return ids;
}
