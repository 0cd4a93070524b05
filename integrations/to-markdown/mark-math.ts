import type { Paragraph, PhrasingContent, Root } from 'mdast';
import type { Math as Formula } from 'mdast-util-math';
import { SKIP, visit } from 'unist-util-visit';

/**
 * Clean HTML carries formulas as the TeX they were written in, between dollars. This tells them from money,
 * as the pipeline does, and makes them formulas again, so that no character of theirs is escaped.
 */
export function markMath() {
  return (tree: Root): void => {
    visit(tree, (node, index, parent) => {
      if (parent === undefined || index === undefined) return undefined;
      const shown = node.type === 'paragraph' ? displayed(node) : undefined;
      if (shown !== undefined) {
        parent.children[index] = shown;
        return SKIP;
      }
      if (node.type !== 'text') return undefined;
      const parts = inlineParts(node.value);
      parent.children.splice(index, 1, ...parts);
      return [SKIP, index + parts.length];
    });
  };
}

function displayed({ children }: Paragraph): Formula | undefined {
  const [only, ...more] = children;
  if (only?.type !== 'text' || more.length > 0) return undefined;
  const tex = /^\s*\$\$([^$]+)\$\$\s*$/.exec(only.value)?.[1];
  return tex === undefined ? undefined : { type: 'math', value: tex.trim() };
}

const inline = /(?<![0-9A-Za-z$\\])(\$\$?)(?![\s$])([^$\n]*[^$\s\\])\1(?![0-9A-Za-z$])/g;

function inlineParts(text: string): PhrasingContent[] {
  const parts: PhrasingContent[] = [];
  let from = 0;
  for (const found of text.matchAll(inline)) {
    if (found.index > from) parts.push({ type: 'text', value: text.slice(from, found.index) });
    parts.push({ type: 'inlineMath', value: found[2] ?? '' });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ type: 'text', value: text.slice(from) });
  return parts;
}
