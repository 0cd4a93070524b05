import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

/**
 * Marks the pictures that stand beside the file, so that Astro measures, optimises and moves them when the
 * page is rendered. The mark is the one `render()` of `astro:content` looks for.
 */
export function markImages() {
  return (tree: Root, file: VFile): void => {
    const local = new Set(file.data.astro?.localImagePaths);
    if (local.size === 0) return;
    const seen = new Map<string, number>();
    visit(tree, 'element', (node) => {
      const src = node.tagName === 'img' ? decoded(node.properties['src']) : undefined;
      if (src === undefined || !local.has(src)) return;
      const { className, ...properties } = node.properties;
      const index = seen.get(src) ?? 0;
      seen.set(src, index + 1);
      const mark = JSON.stringify({ ...properties, src, index });
      node.properties = { ...(className === undefined ? {} : { className }), __ASTRO_IMAGE_: mark };
    });
  };
}

function decoded(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined;
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
