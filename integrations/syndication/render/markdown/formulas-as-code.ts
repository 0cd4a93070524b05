import type { Root } from 'mdast';
import type {} from 'mdast-util-math';
import { visit } from 'unist-util-visit';

/** Shows formulas as the TeX they were written in, as code, where nothing draws them. */
export function formulasAsCode(tree: Root): void {
  visit(tree, (node, index, parent) => {
    if (parent === undefined || index === undefined) return;
    if (node.type === 'inlineMath') parent.children[index] = { type: 'inlineCode', value: node.value };
    if (node.type === 'math') parent.children[index] = { type: 'code', lang: 'latex', value: node.value };
  });
}
