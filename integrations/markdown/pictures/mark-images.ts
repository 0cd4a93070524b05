import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { decoded, isBeside, isPicture } from '../../content/picture-files.ts';
import { isCode } from '../code/code-frames.ts';
import { depend } from '../depend.ts';
import { reportMissing, reportOther } from './find-pictures.ts';
import { candidatesOf } from './responsive-pictures.ts';

/**
 * Marks the pictures that stand beside the file, in Markdown or in raw HTML, so that Astro measures,
 * optimises and moves them when the page is rendered. The mark is the one `render()` of `astro:content`
 * looks for.
 */
export function markImages() {
  return (tree: Root, file: VFile): void => {
    const local = new Set(file.data.astro?.localImagePaths);
    const seen = new Map<string, number>();
    visit(tree, 'element', (node) => {
      if (isCode(node)) return SKIP;
      const src = node.tagName === 'img' ? node.properties['src'] : undefined;
      if (typeof src !== 'string' || !isBeside(src)) return undefined;
      const address = decoded(src);
      if (!local.has(address) && !isFound(node, address, file)) return undefined;
      local.add(address);
      const index = seen.get(address) ?? 0;
      seen.set(address, index + 1);
      mark(node, { ...candidatesOf(node.properties, src, file), src: address, index });
      return undefined;
    });
    file.data.astro = { ...file.data.astro, localImagePaths: [...local] };
  };
}

/** Of a picture in raw HTML, which nobody has looked for yet. */
function isFound({ position }: Element, address: string, file: VFile): boolean {
  const path = resolve(dirname(file.path), address);
  depend(file, path);
  if (!existsSync(path)) reportMissing(address, position, file);
  else if (isPicture(path)) return true;
  else reportOther(address, position, file);
  return false;
}

function mark(node: Element, how: object): void {
  const { className, ...properties } = node.properties;
  const text = JSON.stringify({ ...properties, ...how });
  node.properties = { ...(className === undefined ? {} : { className }), __ASTRO_IMAGE_: text };
}
