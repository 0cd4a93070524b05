import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';
import { isElement, isMarked } from '../content/marks.ts';

/** What a dialect writes by itself, and what has to be said in words. */
export interface BlockOptions {
  /** `- [x]`; else a sign in front of the item. */
  readonly tasks: boolean;
  /** `<details>`; else what was folded stands open below its title. */
  readonly details: boolean;
  /** A callout's title stands above the quotation, so that two in a row stay two. */
  readonly titleAbove: boolean;
}

/** Turns the blocks that Markdown has no word for into ones that it has. */
export function plainBlocks(tree: Root, options: BlockOptions): void {
  visit(tree, 'element', (node, index, parent) => {
    if (parent === undefined || index === undefined) return undefined;
    if (isElement(node, 'figcaption')) captionBelow(node);
    if (isElement(node, 'input') && !options.tasks) parent.children.splice(index, 1, sign(node));
    const opened = openedBy(node, options);
    if (opened === undefined) return undefined;
    parent.children.splice(index, 1, ...opened);
    return index;
  });
}

function openedBy(node: Element, { details, titleAbove }: BlockOptions): ElementContent[] | undefined {
  if (isElement(node, 'details') && !details) return openDetails(node);
  if (isMarked(node, 'callout') && titleAbove) return titleAboveQuote(node);
  return undefined;
}

function captionBelow(caption: Element): void {
  caption.tagName = 'p';
  caption.children = [h('em', caption.children)];
}

function sign({ properties }: Element): ElementContent {
  return { type: 'text', value: properties['checked'] ? '☑' : '☐' };
}

function openDetails({ children }: Element): ElementContent[] {
  return children.map((child) => (isElement(child, 'summary') ? h('p', h('strong', child.children)) : child));
}

function titleAboveQuote({ children }: Element): ElementContent[] {
  const isTitle = (child: ElementContent) => isMarked(child, 'title');
  return [
    ...children.filter(isTitle),
    h(
      'blockquote',
      children.filter((child) => !isTitle(child)),
    ),
  ];
}
