import type { Root } from 'mdast';
import type {} from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import { offerComponents } from './expand/expand-components.ts';

/** `<Course id="sql" />` in a text. */
export interface PlacedOffer {
  readonly name: string;
  /** `''` for a missing value; undefined for a computed one, which only running the text tells. */
  readonly id: string | undefined;
  /** 1-based, in what was parsed. */
  readonly line: number;
}

/** The offers whose cards stand in a text, in their order. */
export function offersIn(tree: Root): PlacedOffer[] {
  const found: PlacedOffer[] = [];
  visit(tree, (node) => {
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
    if (node.name === null || !offerComponents.includes(node.name)) return;
    const held = node.attributes.find((each) => each.type === 'mdxJsxAttribute' && each.name === 'id');
    const id = held === undefined ? '' : held.value;
    const line = node.position?.start.line ?? 1;
    found.push({ name: node.name, id: typeof id === 'string' ? id : undefined, line });
  });
  return found;
}

/** Their ids, each once. */
export function offerIdsIn(tree: Root): string[] {
  return [...new Set(offersIn(tree).flatMap(({ id }) => id || []))];
}
