import { existsSync } from 'node:fs';
import type { Position } from 'unist';
import type { VFile } from 'vfile';
import { isBeside, isPicture } from '../../content/picture-files.ts';
import { depend } from '../depend.ts';
import { pathOf, reportMissing, reportOther } from './find-pictures.ts';

/**
 * Hands a picture that a component or an element shows to Astro's image pipeline, which knows only those
 * in Markdown's own notation by itself. One that is not there, or none, is said with its line.
 *
 * @param src as written; addresses of other sites and of `public/` are left alone
 */
export function keepImage(file: VFile, src: string, position: Position | undefined): void {
  if (!isBeside(src)) return;
  const path = pathOf(src, file);
  depend(file, path);
  if (!existsSync(path)) reportMissing(src, position, file);
  else if (isPicture(path)) keep(file, src);
  else reportOther(src, position, file);
}

function keep(file: VFile, src: string): void {
  file.data.astro ??= {};
  const known = file.data.astro.localImagePaths ?? [];
  if (!known.includes(src)) file.data.astro.localImagePaths = [...known, src];
}
