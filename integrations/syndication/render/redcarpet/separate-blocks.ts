import type { ListItem, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';

/**
 * Keeps blocks apart that Redcarpet runs together. Two quotations in a row are one for it, and a list below something else
 * than a paragraph ends the item it stands in. A comment between them does it, and is never shown.
 */
export function separateBlocks(tree: Root): void {
  tree.children = tree.children.flatMap((child, index): RootContent[] => {
    const isSecond = child.type === 'blockquote' && tree.children[index - 1]?.type === 'blockquote';
    return isSecond ? [comment, child] : [child];
  });
  visit(tree, 'listItem', (item) => {
    item.children = item.children.flatMap((child, index): ListItem['children'] => {
      const before = item.children[index - 1];
      const isLoose = child.type === 'list' && before !== undefined && before.type !== 'paragraph';
      return isLoose ? [{ type: 'paragraph', children: [comment] }, child] : [child];
    });
  });
}

const comment = { type: 'html', value: '<!-- -->' } as const;
