import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { fail } from './report.ts';

/** A picture's address that cannot be decoded (`100%.png`) is an error with a line, where Astro would crash. */
export function imageAddresses() {
  return (tree: Root, file: VFile): void => {
    visit(tree, (node) => {
      if (node.type !== 'image' && node.type !== 'definition') return;
      if (decodes(node.url)) return;
      const sound = node.url.replaceAll('%', '%25');
      if (node.type === 'image') {
        fail(file, node, {
          rule: 'image-address',
          reason: `the picture's address “${node.url}” has a “%” that stands for nothing`,
          hint: `Write “${sound}”, or rename the file.`,
        });
      }
      node.url = sound;
    });
  };
}

function decodes(url: string): boolean {
  try {
    return decodeURI(url) !== '';
  } catch {
    return false;
  }
}
