import type { Element, ElementContent } from 'hast';
import { toText } from 'hast-util-to-text';
import { isElement, isMarked, markOf, texOf } from '../content/marks.ts';
import type { Role } from '../themes/roles.ts';
import type { NoteList } from './note-list.ts';
import { set, text } from './set.ts';

/** What stands in lines of text, as a styled edition has it. */
export function styledInline(nodes: readonly ElementContent[], notes: NoteList): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return [node];
    return node.type === 'element' ? inlineElement(node, notes) : [];
  });
}

function inlineElement(node: Element, notes: NoteList): ElementContent[] {
  if (isElement(node, 'img')) return [picture(node)];
  if (isMarked(node, 'math')) return [set('code', 'code', [text(texOf(node))])];
  if (isMarked(node, 'noteNumber')) return number(notes.note(markOf(node, 'noteNumber') ?? ''));
  if (isElement(node, 'a')) return link(node, notes);
  if (isElement(node, 'input')) return [text(node.properties['checked'] ? '☑ ' : '☐ ')];
  const children = styledInline(node.children, notes);
  const [role, tagName] = rolesByTag[node.tagName] ?? [];
  if (role !== undefined && tagName !== undefined) return [set(role, tagName, children)];
  return kept.has(node.tagName) ? [{ ...node, properties: {}, children }] : children;
}

const rolesByTag: Readonly<Record<string, readonly [Role, string]>> = {
  b: ['strong', 'strong'],
  code: ['code', 'code'],
  del: ['deleted', 'span'],
  em: ['emphasis', 'em'],
  i: ['emphasis', 'em'],
  kbd: ['keyboard', 'span'],
  mark: ['highlight', 'span'],
  s: ['deleted', 'span'],
  strong: ['strong', 'strong'],
};

const kept = new Set(['br', 'sub', 'sup']);

/** A picture or a drawn formula; the size of a formula fits the letters beside it. */
export function picture({ properties }: Element): Element {
  const { src, alt, width, dataDepth } = properties;
  const kind = properties['dataBylineMath'];
  const size = kind === undefined || width === undefined ? undefined : sizeOf(width, dataDepth);
  const role = kind === 'inline' ? 'formula-line' : 'picture';
  const made = set(role, 'img', [], size);
  return { ...made, properties: { ...made.properties, src, alt: String(alt ?? '') } };
}

function sizeOf(width: unknown, depth: unknown): string {
  const place = depth === undefined ? '' : ` vertical-align: -${depth}px;`;
  return `width: ${width}px; height: auto; max-width: 100%;${place}`;
}

/** Of a link that leads nowhere on the platform the text stays, with a number for the address. */
function link(node: Element, notes: NoteList): ElementContent[] {
  const href = String(node.properties['href'] ?? '');
  const children = styledInline(node.children, notes);
  if (notes.leads(href)) {
    const live = set('link', 'a', children);
    return [{ ...live, properties: { ...live.properties, href } }];
  }
  const label = toText(node).trim();
  if (label === href || label === '') return children;
  return [set('link', 'span', children), ...number(notes.link(href, label))];
}

function number(value: number | undefined): ElementContent[] {
  return value === undefined ? [] : [set('number', 'sup', [text(`[${value}]`)])];
}
