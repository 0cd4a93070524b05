import type { Element, ElementContent, Nodes } from 'hast';
import { toText } from 'hast-util-to-text';
import { type EditionMark, editionMarks } from '#domain';

/** What a mark of the content says; undefined where the element does not have it. */
export function markOf({ properties }: Element, mark: EditionMark): string | undefined {
  const value = properties[editionMarks[mark]];
  return typeof value === 'string' ? value : undefined;
}

/** Whether a node is an element with a mark. */
export function isMarked(node: Nodes | undefined, mark: EditionMark): node is MarkedElement {
  return node?.type === 'element' && markOf(node, mark) !== undefined;
}

declare const marked: unique symbol;

/** An element that was found to have a mark; one that was not may be any element. */
export type MarkedElement = Element & { readonly [marked]: true };

/** The TeX of a formula, without its dollars. */
export function texOf(formula: Element): string {
  const text = toText(formula, { whitespace: 'pre' }).trim();
  const dollars = markOf(formula, 'math') === 'block' ? 2 : 1;
  return text.slice(dollars, -dollars).trim();
}

/** The source of a code block or a diagram, without its last line break. */
export function codeOf(pre: Element): string {
  return toText(pre, { whitespace: 'pre' }).replace(/\n$/, '');
}

/** The language of a code block; undefined where its author named none. */
export function languageOf(pre: Element): string | undefined {
  const code = pre.children.find((child) => isElement(child, 'code'));
  const classes = code?.type === 'element' ? code.properties['className'] : undefined;
  const name = Array.isArray(classes) ? String(classes[0] ?? '') : '';
  return /^language-(.+)$/.exec(name)?.[1];
}

/** Whether a node is an element of a name. */
export function isElement<Name extends string>(
  node: Nodes | undefined,
  ...names: readonly Name[]
): node is Element & { tagName: Name } {
  return node?.type === 'element' && (names as readonly string[]).includes(node.tagName);
}

/** The elements among some nodes. */
export function elementsIn(children: readonly (ElementContent | Nodes)[]): Element[] {
  return children.filter((child): child is Element => child.type === 'element');
}
