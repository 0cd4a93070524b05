import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';

/**
 * Cells say how they are aligned in a way HTML still has, headers say what of, and an empty corner is no
 * header of anything.
 */
export function tables() {
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      if (node.tagName !== 'th' && node.tagName !== 'td') return;
      const { align } = node.properties;
      if (align) node.properties['dataAlign'] = align;
      delete node.properties['align'];
      if (isEmpty(node)) node.tagName = 'td';
      if (node.tagName === 'th') node.properties['scope'] ??= 'col';
    });
  };
}

function isEmpty({ children }: Element): boolean {
  return children.every((child) => child.type === 'text' && child.value.trim() === '');
}
