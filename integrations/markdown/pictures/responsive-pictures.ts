import type { Properties, Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Home } from '#domain';
import { decoded, widthOf } from '../../content/picture-files.ts';
import { depend } from '../depend.ts';
import { pathOf } from './find-pictures.ts';
import { originalOf } from './original-of.ts';

/**
 * Has Astro make the pictures beside a text in several widths, where the text is a program that it compiles, and
 * marks each with the place of the file itself, which Astro's address no longer tells.
 */
export function responsivePictures({ site }: { readonly site?: Home | undefined } = {}) {
  return (tree: Root, file: VFile): void => {
    const local = new Set(file.data.astro?.localImagePaths);
    visit(tree, 'element', ({ tagName, properties }) => {
      const src = properties['src'];
      if (tagName !== 'img' || typeof src !== 'string' || !local.has(decoded(src))) return;
      // As HTML spells `editionMarks.original`: Astro passes names on as they are.
      properties['data-byline-original'] = originalOf(src, file, site);
      const { widths, sizes } = candidatesOf(properties, src, file);
      // Astro takes the list apart at its spaces.
      if (widths !== undefined) Object.assign(properties, { widths: widths.join(' '), sizes });
    });
  };
}

/**
 * In which widths a picture is made, none of them wider than it is, and how wide it stands in the column of
 * text. A drawing and a picture that is small already are left alone, as is one whose size its author chose.
 */
export function candidatesOf(properties: Properties, src: string, file: VFile): Candidates {
  if (chosen.some((name) => properties[name] !== undefined)) return {};
  const path = pathOf(src, file);
  depend(file, path);
  if (/\.svg$/i.test(path) || widthOf(path) <= SMALLEST) return {};
  return { widths: [SMALLEST, 800, 1200, 1600], sizes: '(min-width: 52rem) 47.25rem, 92vw' };
}

const chosen = ['width', 'height', 'sizes', 'srcSet'];
const SMALLEST = 480;

interface Candidates {
  /** In pixels. */
  readonly widths?: readonly number[];
  /** As `<img sizes>` has it; there a rem is 16 px, whatever the page's own text. */
  readonly sizes?: string;
}
