import type { Element, ElementContent, Root as HastRoot } from 'hast';
import type { FootnoteDefinition, PhrasingContent, Root, RootContent } from 'mdast';
import type {} from 'mdast-util-math';
import rehypeRemark, { type Options } from 'rehype-remark';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { codeOf, elementsIn, isElement, isMarked, languageOf, markOf, texOf } from '../content/marks.ts';

type Handle = NonNullable<NonNullable<Options['handlers']>[string]>;
type State = Parameters<Handle>[0];

/**
 * Markdown's tree of a post's tree: its marks have become formulas, footnotes and code.
 *
 * @param hasHtml whether the dialect has HTML between Markdown: keys, marks and indices are kept as such
 */
export function toMdast(tree: HastRoot, hasHtml: boolean): Root {
  const numbers = noteNumbers(tree);
  const handlers: Options['handlers'] = {
    [FORMULA]: formula,
    details,
    pre,
    section: (state, node: Element) => section(state, node, numbers),
    ...(hasHtml ? Object.fromEntries(inlineTags.map((name) => [name, inlineHtml])) : {}),
    sup: (state, node: Element) => {
      const number = numbers.get(markOf(node, 'noteNumber') ?? '');
      if (number === undefined) return hasHtml ? inlineHtml(state, node) : state.all(node);
      return { type: 'footnoteReference', identifier: number, label: number };
    },
  };
  nameFormulas(tree);
  return unified().use(rehypeRemark, { handlers }).runSync(tree) as Root;
}

/** What a formula is called while it waits for its handler, which are found by the names of elements. */
const FORMULA = 'byline-formula';

function nameFormulas(tree: HastRoot): void {
  visit(tree, 'element', (node) => {
    if (!isMarked(node, 'math') || isDrawn(node)) return;
    // Of text outside `<pre>`, the line breaks are lost.
    node.properties['title'] = texOf(node);
    node.tagName = FORMULA;
  });
}

/** Whether a picture stands in a formula's place. */
function isDrawn(node: Element): boolean {
  return node.tagName === 'img' || node.children.some((child) => isElement(child, 'img'));
}

/** The name of each footnote → its number, in the order of the notes. */
function noteNumbers(tree: HastRoot): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  visit(tree, 'element', (node) => {
    const name = markOf(node, 'note');
    if (name !== undefined) numbers.set(name, String(numbers.size + 1));
  });
  return numbers;
}

function formula(_state: State, node: Element): ReturnType<Handle> {
  const value = String(node.properties['title']);
  return markOf(node, 'math') === 'block' ? { type: 'math', value } : { type: 'inlineMath', value };
}

function pre(state: State, node: Element): ReturnType<Handle> {
  const code = { type: 'code', lang: languageOf(node) ?? null, meta: null, value: codeOf(node) } as const;
  state.patch(node, code);
  return code;
}

/** What Markdown has no signs for, and readers see. */
const inlineTags = ['kbd', 'mark', 'sub'];

function inlineHtml(state: State, node: Element): PhrasingContent[] {
  const inside = state.all(node) as PhrasingContent[];
  return [html(`<${node.tagName}>`), ...inside, html(`</${node.tagName}>`)];
}

function section(state: State, node: Element, numbers: ReadonlyMap<string, string>): ReturnType<Handle> {
  if (!isMarked(node, 'notes')) return state.all(node) as RootContent[];
  return notesOf(node).map((item): FootnoteDefinition => {
    const number = numbers.get(markOf(item, 'note') ?? '') ?? '';
    const children = state.toFlow(state.all(withoutWayBack(item))) as FootnoteDefinition['children'];
    return { type: 'footnoteDefinition', identifier: number, label: number, children };
  });
}

function notesOf(node: Element): Element[] {
  const lists = elementsIn(node.children).filter((child) => isElement(child, 'ol'));
  return lists.flatMap((list) => elementsIn(list.children));
}

/** A note without its `↩`: the platform sets its own. */
function withoutWayBack<Node extends ElementContent>(node: Node): Node {
  if (node.type !== 'element') return node;
  const kept = node.children.filter((child) => !isMarked(child, 'noteBack'));
  return { ...node, children: kept.map(withoutWayBack) };
}

/** Markdown between two lines of HTML: the platform reads both. */
function details(state: State, node: Element): ReturnType<Handle> {
  const summary = elementsIn(node.children).find((child) => isElement(child, 'summary'));
  const rest = { ...node, children: node.children.filter((child) => child !== summary) };
  const title: PhrasingContent[] = summary === undefined ? [] : (state.all(summary) as PhrasingContent[]);
  return [
    { type: 'paragraph', children: [html('<details><summary>'), ...title, html('</summary>')] },
    ...(state.toFlow(state.all(rest)) as RootContent[]),
    html('</details>'),
  ];
}

function html(value: string): { type: 'html'; value: string } {
  return { type: 'html', value };
}
