import type { Element, ElementContent, Nodes } from 'hast';
import { toText } from 'hast-util-to-text';
import { codeOf, isElement, isMarked, type MarkedElement, markOf, texOf } from '../content/marks.ts';
import type { Role } from '../themes/roles.ts';
import type { NoteList } from './note-list.ts';
import { set, text } from './set.ts';
import { styledCode } from './styled-code.ts';
import { picture, styledInline } from './styled-inline.ts';
import { styledList } from './styled-list.ts';
import { styledOffer } from './styled-offer.ts';
import { styledTable } from './styled-table.ts';

/**
 * Blocks of a post as a styled edition has them: sections and paragraphs with a role each, and nothing the platform
 * takes away.
 *
 * @param depth how many lists they stand in, plus one
 */
export function styledBlocks(nodes: readonly Nodes[], notes: NoteList, depth = 1): ElementContent[] {
  const styled: ElementContent[] = [];
  let line: ElementContent[] = [];
  const endLine = () => {
    if (!isBlank(line)) styled.push(paragraph(line, notes));
    line = [];
  };
  for (const node of nodes) {
    const blocks = node.type === 'element' ? styledBlock(node, notes, depth) : undefined;
    if (blocks === undefined) line.push(node as ElementContent);
    else {
      endLine();
      styled.push(...blocks);
    }
  }
  endLine();
  return styled;
}

function isBlank(nodes: readonly ElementContent[]): boolean {
  return nodes.every((node) => node.type === 'text' && node.value.trim() === '');
}

/** undefined for what stands in a line. */
function styledBlock(node: Element, notes: NoteList, depth: number): ElementContent[] | undefined {
  return markedBlock(node, notes, depth) ?? setters[node.tagName]?.(node, notes, depth);
}

type SetBlock = (node: Element, notes: NoteList, depth: number) => ElementContent[];

const within: SetBlock = ({ children }, notes, depth) => styledBlocks(children, notes, depth);

const list: SetBlock = (node, notes, depth) => {
  const items = styledList(node, depth, notes, (nodes, deeper) => styledBlocks(nodes, notes, deeper));
  return depth === 1 ? [set('list', 'section', items)] : items;
};

const setters: Readonly<Record<string, SetBlock>> = {
  blockquote: (node, notes, depth) => [set('quote', 'section', within(node, notes, depth))],
  details: (node, notes, depth) => [set('details', 'section', within(node, notes, depth))],
  div: within,
  figcaption: ({ children }, notes) => [set('caption', 'p', styledInline(children, notes))],
  figure: (node, notes, depth) => [set('figure', 'section', within(node, notes, depth))],
  hr: () => [set('rule', 'hr', [])],
  ol: list,
  p: ({ children }, notes) => [paragraph(children, notes)],
  pre: (node) => [styledCode(codeOf(node))],
  section: within,
  summary: ({ children }, notes) => [set('details-title', 'p', styledInline(children, notes))],
  table: (node, notes) => [styledTable(node, notes)],
  ul: list,
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, headingOf(level)])),
};

function headingOf(level: number): SetBlock {
  const role = `heading-${Math.min(level, 4)}` as Role;
  return ({ children }, notes) => [set(role, `h${Math.min(level, 4)}`, styledInline(children, notes))];
}

function markedBlock(node: Element, notes: NoteList, depth: number): ElementContent[] | undefined {
  if (isMarked(node, 'notes')) return [];
  if (isMarked(node, 'offer')) return [styledOffer(node, notes)];
  if (isMarked(node, 'callout')) {
    const role = `callout-${markOf(node, 'callout')}` as Role;
    return [set(role, 'section', within(node, notes, depth))];
  }
  if (isMarked(node, 'tab')) return tab(node, notes, depth);
  if (isMarked(node, 'title')) return [set('callout-title', 'p', styledInline(node.children, notes))];
  if (isMarked(node, 'codeTitle')) return [set('code-title', 'p', [text(toText(node))])];
  if (markOf(node, 'math') === 'block') return [formula(node)];
  if (isElement(node, 'img') && isMarked(node, 'diagram')) return [picture(node)];
  return undefined;
}

/** Tabs stand below each other, each under its label. */
function tab({ children }: Element, notes: NoteList, depth: number): ElementContent[] {
  const label = children.find((child): child is MarkedElement => isMarked(child, 'title'));
  const rest = children.filter((child) => child !== label);
  const title = label === undefined ? [] : [set('tab-label', 'p', styledInline(label.children, notes))];
  return [...title, ...styledBlocks(rest, notes, depth)];
}

function formula(node: Element): Element {
  const [drawn] = node.children;
  if (drawn?.type !== 'element' || !isElement(drawn, 'img')) return styledCode(texOf(node));
  return set('formula-block', 'section', [picture(drawn)]);
}

function paragraph(children: readonly ElementContent[], notes: NoteList): Element {
  const words = children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  const isPicture =
    words.length > 0 && words.every((child) => isElement(child, 'img') && !isMarked(child, 'math'));
  return isPicture
    ? set('figure', 'section', styledInline(words, notes))
    : set('paragraph', 'p', styledInline(children, notes));
}
