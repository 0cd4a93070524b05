import type { Delete, Emphasis, Nodes, PhrasingContent, Root, Strong } from 'mdast';
import { visit } from 'unist-util-visit';
import { firstCharacter, isPunctuation, isSpace, lastCharacter } from './edges.ts';

type Marked = Strong | Emphasis | Delete;

/** Whether a parser takes the stars of an emphasis for stars that open and close. */
export type OpensAndCloses = (ends: Ends) => boolean;

/** The characters around and at the ends of an emphasis; empty at the beginning and the end of a block. */
export interface Ends {
  readonly before: string;
  readonly first: string;
  readonly last: string;
  readonly after: string;
}

/** CommonMark: a run of stars with punctuation inside needs space or punctuation outside. */
export const inCommonMark: OpensAndCloses = ({ before, first, last, after }) =>
  fits(first, before) && fits(last, after);

/** Redcarpet with `no_intra_emphasis`: no letter of ASCII may touch the stars outside; a Han character may. */
export const inRedcarpet: OpensAndCloses = ({ before, first, last, after }) =>
  !isSpace(first) && !isSpace(last) && !/[0-9A-Za-z]/.test(before + after);

function fits(inside: string, outside: string): boolean {
  return !isSpace(inside) && (!isPunctuation(inside) || isSpace(outside) || isPunctuation(outside));
}

/**
 * Makes every emphasis one that the platform sees: `**注意：**后面` is written `**注意**：后面`, which renders right and
 * reads right. Where punctuation cannot be moved out, HTML says it, or a space where the dialect has no HTML.
 */
export function soundEmphasis(tree: Root, opensAndCloses: OpensAndCloses, html: boolean): void {
  visit(tree, (node, index, parent) => {
    if (!isMarked(node) || parent === undefined || index === undefined) return undefined;
    const siblings = parent.children as PhrasingContent[];
    const around = { before: siblings[index - 1], after: siblings[index + 1] };
    if (opensAndCloses(endsOf(node, around))) return undefined;
    const parts = moveOut(node);
    const isSound = isEmpty(parts.node) || opensAndCloses(endsOf(parts.node, neighbours(parts, around)));
    const moved = isSound ? written(parts) : html ? asHtml(node) : spaced(node);
    siblings.splice(index, 1, ...moved);
    // What came in its place may hold another emphasis.
    return isSound || html ? index : undefined;
  });
}

function isMarked(node: Nodes): node is Marked {
  return node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete';
}

function endsOf({ children }: Marked, { before, after }: Around): Ends {
  return {
    before: lastCharacter(before),
    first: firstCharacter(children[0]),
    last: lastCharacter(children.at(-1)),
    after: firstCharacter(after),
  };
}

interface Around {
  readonly before: PhrasingContent | undefined;
  readonly after: PhrasingContent | undefined;
}

/** An emphasis with the punctuation that was at its ends. */
interface Parts {
  readonly before: string;
  readonly node: Marked;
  readonly after: string;
}

function neighbours({ before, after }: Parts, around: Around): Around {
  return {
    before: before === '' ? around.before : text(before),
    after: after === '' ? around.after : text(after),
  };
}

/** Full-width stops at its end, and a pair of quotes or brackets around the whole, leave an emphasis unchanged. */
function moveOut(node: Marked): Parts {
  const stops = /[，。、：；！？…—～]+$/u.exec(textAt(node, -1))?.[0] ?? '';
  const trimmed = withText(node, '', stops);
  const [open, close] = [firstCharacter(trimmed.children[0]), lastCharacter(trimmed.children.at(-1))];
  if (pairs.get(open) !== close || count(node, open) > 1) return { before: '', node: trimmed, after: stops };
  return { before: open, node: withText(trimmed, open, close), after: close + stops };
}

const pairs = new Map(
  ['“”', '‘’', '「」', '『』', '《》', '〈〉', '（）', '【】'].map((pair) => [pair[0] ?? '', pair[1]]),
);

function count({ children }: Marked, character: string): number {
  return children.reduce(
    (sum, child) => sum + (child.type === 'text' ? child.value.split(character).length - 1 : 0),
    0,
  );
}

function textAt({ children }: Marked, place: 0 | -1): string {
  const child = children.at(place);
  return child?.type === 'text' ? child.value : '';
}

/** The node without some text at its beginning and its end. */
function withText(node: Marked, start: string, end: string): Marked {
  const children = structuredClone(node.children);
  const [first, last] = [children[0], children.at(-1)];
  if (last?.type === 'text' && end !== '') last.value = last.value.slice(0, -end.length);
  if (first?.type === 'text' && start !== '') first.value = first.value.slice(start.length);
  return { ...node, children };
}

function written({ before, node, after }: Parts): PhrasingContent[] {
  const around = [text(before), ...(isEmpty(node) ? [] : [node]), text(after)];
  return around.filter((part) => part.type !== 'text' || part.value !== '');
}

function isEmpty({ children }: Marked): boolean {
  return children.every((child) => child.type === 'text' && child.value === '');
}

function asHtml(node: Marked): PhrasingContent[] {
  const name = { strong: 'strong', emphasis: 'em', delete: 'del' }[node.type];
  return [{ type: 'html', value: `<${name}>` }, ...node.children, { type: 'html', value: `</${name}>` }];
}

function spaced(node: Marked): PhrasingContent[] {
  return [text(' '), node, text(' ')];
}

function text(value: string): PhrasingContent {
  return { type: 'text', value };
}
