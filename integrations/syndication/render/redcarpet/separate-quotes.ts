import type { Root, RootContent } from 'mdast';

/** Two quotations in a row are one for Redcarpet; a comment between them keeps them apart, and is never shown. */
export function separateQuotes(tree: Root): void {
  tree.children = tree.children.flatMap((child, index): RootContent[] => {
    const before = tree.children[index - 1];
    const isSecond = child.type === 'blockquote' && before?.type === 'blockquote';
    return isSecond ? [{ type: 'html', value: '<!-- -->' }, child] : [child];
  });
}
