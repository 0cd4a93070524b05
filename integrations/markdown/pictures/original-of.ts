import { relative, sep } from 'node:path';
import type { VFile } from 'vfile';
import { type Home, hostPath, originalPath } from '#domain';
import { pathOf } from './find-pictures.ts';

/**
 * Where on the site a picture beside a text is, as the author made it; undefined for a file outside the project.
 *
 * @param src the path the text names it with
 * @param site where the site lives; without it, it lives at the root of its host
 */
export function originalOf(src: string, file: VFile, site?: Home): string | undefined {
  const path = relative(process.cwd(), pathOf(src, file)).split(sep).join('/');
  if (path.startsWith('../')) return undefined;
  return site === undefined ? originalPath(path) : hostPath(originalPath(path), site);
}
