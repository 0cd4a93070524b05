import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageSize } from 'image-size';
import type { Image, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { authorFolders } from '../../author-files/author-folders.ts';
import { decoded } from '../../content/picture-files.ts';
import { depend } from '../depend.ts';

/**
 * Says how large a picture of `public/` is, so that its room is kept while it loads; Astro knows those beside
 * a text. It loads when it comes into view.
 */
export function publicPictures({ root }: { readonly root: string }) {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'image', (image) => {
      if (!/^\/(?!\/)/.test(image.url)) return;
      const path = join(root, authorFolders(root).public, decoded(image.url).replace(/[?#].*$/, ''));
      depend(file, path);
      const size = sizeOf(path);
      if (size !== null) keepRoom(image, size);
    });
  };
}

function keepRoom(image: Image, { width, height }: Size): void {
  const hProperties = {
    width: Math.round(width),
    height: Math.round(height),
    loading: 'lazy',
    decoding: 'async',
  };
  image.data = { ...image.data, hProperties: { ...image.data?.hProperties, ...hProperties } };
}

/** null for what is not there or no picture; `byline check` says so. */
function sizeOf(path: string): Size | null {
  try {
    return imageSize(readFileSync(path));
  } catch {
    return null;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}
