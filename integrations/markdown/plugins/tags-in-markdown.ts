import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { offerComponents } from './expand-components.ts';
import { loadComponents } from './load-components.ts';
import { warn } from './report.ts';

/** Says of `<Aside>` and `<Offer />` in `.md` that it is a tag nobody knows there: components are MDX. */
export function tagsInMarkdown({ authors = [] }: { readonly authors?: readonly string[] } = {}) {
  return async (tree: Root, file: VFile): Promise<void> => {
    if (file.extname === '.mdx') return;
    const known = new Set([...(await loadComponents()).keys(), ...offerComponents, ...authors]);
    visit(tree, 'html', (node) => {
      if (node.value.startsWith('<!--')) return;
      for (const { index, groups } of node.value.matchAll(openTag)) {
        const name = groups?.['name'] ?? '';
        if (!known.has(name)) continue;
        const line = (node.position?.start.line ?? 1) + node.value.slice(0, index).split('\n').length - 1;
        const point = { line, column: 1 };
        warn(file, { type: 'html', position: { start: point, end: point } }, inMarkdown(name, file));
      }
    });
  };
}

const openTag = /<(?<name>[A-Z][A-Za-z0-9]*)(?=[\s/>])/g;

function inMarkdown(name: string, { basename = '' }: VFile) {
  return {
    rule: 'component-in-markdown',
    reason: `<${name}> is a component, and components need .mdx: here it is lost`,
    hint: `Rename the file: ${basename}x.`,
  };
}
