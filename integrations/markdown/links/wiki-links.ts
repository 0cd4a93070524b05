import type { Link, PhrasingContent, Root, Text } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';

/**
 * Makes `[[slug]]`, `[[slug|text]]` and `[[slug#heading]]` into links to `wiki:slug#heading`, whose text is
 * still to be found where the author gave none. `\[[` stays text, as does anything in code.
 *
 * @param source the text the tree's positions are in
 */
export function openWikiLinks(tree: Root, source: string): void {
  if (!source.includes('[[')) return;
  visit(tree, (node, index, parent) => {
    if (node.type === 'link' || node.type === 'linkReference') return SKIP;
    if (node.type !== 'text' || parent === undefined || index === undefined) return undefined;
    if (!node.value.includes('[[')) return undefined;
    const parts = split(node, source);
    parent.children.splice(index, 1, ...(parts as typeof parent.children));
    return [SKIP, index + parts.length];
  });
}

/** A link whose text is still to be found. */
export function isUntitled(link: Link): boolean {
  return untitled.has(link);
}

const untitled = new WeakSet<Link>();

const wiki = /(?<!\[)\[\[(?<target>[^[\]|\n]+)(?:\|(?<text>[^[\]\n]+))?\]\](?!\])/g;

function split(node: Text, source: string): PhrasingContent[] {
  const raw = rawText(node, source);
  const parts: PhrasingContent[] = [];
  let [from, rawFrom] = [0, 0];
  for (const found of node.value.matchAll(wiki)) {
    const at = raw?.indexOf(found[0], rawFrom) ?? 0;
    if (raw !== undefined) rawFrom = Math.max(at, rawFrom);
    if (at < 0 || raw?.[at - 1] === '\\') continue;
    const before = node.value.slice(from, found.index);
    if (before !== '') parts.push(textAt(node, from, before));
    parts.push(linkAt(node, found));
    from = found.index + found[0].length;
    rawFrom += found[0].length;
  }
  const after = node.value.slice(from);
  if (after !== '') parts.push(textAt(node, from, after));
  return parts;
}

/** What the author typed, but for the escape a table needs; undefined where positions say nothing. */
function rawText({ position }: Text, source: string): string | undefined {
  const raw = source.slice(position?.start.offset, position?.end.offset);
  return position === undefined || !raw.includes('[[') ? undefined : raw.replaceAll('\\|', '|');
}

function linkAt(node: Text, found: RegExpExecArray): Link {
  const { target = '', text } = found.groups ?? {};
  const shown: Text = { type: 'text', value: (text ?? target).trim() };
  const link: Link = {
    type: 'link',
    url: `wiki:${target.trim()}`,
    children: [shown],
    ...placed(node, found.index),
  };
  if (text === undefined) untitled.add(link);
  return link;
}

function textAt(node: Text, index: number, value: string): Text {
  return { type: 'text', value, ...placed(node, index) };
}

/** The place of a part: the line is right, which is what is told to the author. */
function placed({ position, value }: Text, index: number): Pick<Text, 'position'> {
  if (position === undefined) return {};
  const line = position.start.line + value.slice(0, index).split('\n').length - 1;
  return { position: { start: { ...position.start, line }, end: position.end } };
}
