import type { Root } from 'mdast';
import type { InlineMath, Math as MathBlock } from 'mdast-util-math';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

/**
 * Sets `$$…$$` on one line as a display formula, as MathJax and Typora do. `remark-math` reads it as a formula
 * within the line, which is small and in which TeX allows no `align`. Alone in a paragraph it becomes a block.
 */
export function displayMath() {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'inlineMath', (node) => {
      if (String(file).startsWith('$$', node.position?.start.offset))
        node.data = { ...node.data, hProperties: asDisplay };
    });
    visit(tree, 'paragraph', ({ children: [only, ...others] }, index, parent) => {
      if (only?.type !== 'inlineMath' || only.data?.hProperties !== asDisplay) return;
      if (others.length === 0) parent?.children.splice(index ?? 0, 1, blockOf(only));
    });
  };
}

const asDisplay = { className: ['language-math', 'math-display'] };

/** The node `remark-math` makes of a formula on lines of its own. */
function blockOf({ value, position }: InlineMath): MathBlock {
  const code = {
    type: 'element' as const,
    tagName: 'code',
    properties: asDisplay,
    children: [{ type: 'text' as const, value }],
  };
  return { type: 'math', value, position, data: { hName: 'pre', hChildren: [code] } };
}
