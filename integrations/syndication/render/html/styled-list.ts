import type { Element, ElementContent } from 'hast';
import { elementsIn, isElement } from '../content/marks.ts';
import type { Role } from '../themes/roles.ts';
import type { NoteList } from './note-list.ts';
import { set, text } from './set.ts';
import { styledInline } from './styled-inline.ts';

/** How the blocks of an item are set; the lists among them come back here. */
export type SetBlocks = (nodes: readonly ElementContent[], depth: number) => ElementContent[];

/**
 * A list without lists: each item is a block that is indented by its depth and begins with its own sign. In nested lists
 * the platform shows bullets twice, and bullets of nothing.
 *
 * @param depth from 1
 */
export function styledList(
  list: Element,
  depth: number,
  notes: NoteList,
  setBlocks: SetBlocks,
): ElementContent[] {
  const items = elementsIn(list.children).filter((child) => isElement(child, 'li'));
  return items.flatMap((item, index) => {
    const { line, rest, task } = partsOf(item);
    const sign = task ?? signOf(list, index, depth);
    const blocks = setRest(rest, depth, setBlocks);
    if (line.length === 0 && !isElement(list, 'ol')) return blocks;
    const first = set(roleAt('item', depth), 'section', [
      set('marker', 'span', [text(sign)]),
      ...styledInline(line, notes),
    ]);
    return [first, ...blocks];
  });
}

const DEEPEST = 4;

function roleAt(name: 'item' | 'item-more', depth: number): Role {
  return `${name}-${Math.min(depth, DEEPEST)}` as Role;
}

function setRest(rest: readonly ElementContent[], depth: number, setBlocks: SetBlocks): ElementContent[] {
  return rest.flatMap((node) => {
    const blocks = setBlocks([node], depth + 1);
    return isElement(node, 'ul', 'ol') ? blocks : [set(roleAt('item-more', depth), 'section', blocks)];
  });
}

function signOf(list: Element, index: number, depth: number): string {
  if (isElement(list, 'ol')) return `${Number(list.properties['start'] ?? 1) + index}.`;
  return ['•', '◦', '▪'][(depth - 1) % 3] ?? '•';
}

/** An item's first line, what comes below it, and the sign of a task. */
interface ItemParts {
  readonly line: readonly ElementContent[];
  readonly rest: readonly ElementContent[];
  readonly task: string | undefined;
}

function partsOf({ children }: Element): ItemParts {
  const end = children.findIndex(isBlock);
  const loose = trimmed(end === -1 ? children : children.slice(0, end));
  const blocks = (end === -1 ? [] : children.slice(end)).filter((child) => child.type === 'element');
  const [first] = blocks;
  if (loose.length > 0 || first === undefined || !isElement(first, 'p')) return withoutBox(loose, blocks);
  return withoutBox(first.children, blocks.slice(1));
}

function withoutBox(line: readonly ElementContent[], rest: readonly ElementContent[]): ItemParts {
  const box = elementsIn(line).find((child) => isElement(child, 'input'));
  if (box === undefined) return { line, rest, task: undefined };
  const words = trimmed(line.filter((child) => child !== box));
  return { line: words, rest, task: box.properties['checked'] ? '☑' : '☐' };
}

function isBlock(node: ElementContent): boolean {
  return isElement(node, ...blockTags);
}

const blockTags = [
  'p',
  'ul',
  'ol',
  'pre',
  'blockquote',
  'table',
  'figure',
  'div',
  'section',
  'details',
  'h2',
  'h3',
  'h4',
  'hr',
];

/** Without the white space at both ends. */
function trimmed(nodes: readonly ElementContent[]): readonly ElementContent[] {
  const isEmpty = (node: ElementContent) => node.type === 'text' && node.value.trim() === '';
  const from = nodes.findIndex((node) => !isEmpty(node));
  const to = nodes.findLastIndex((node) => !isEmpty(node));
  const [first, ...others] = nodes.slice(from === -1 ? nodes.length : from, to + 1);
  if (first?.type !== 'text') return first === undefined ? [] : [first, ...others];
  return [{ ...first, value: first.value.trimStart() }, ...others];
}
