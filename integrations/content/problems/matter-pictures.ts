import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '#domain';
import type { LineOf } from '../front-matter/front-matter.ts';
import { isBeside, isPicture, noPicture, notPicture } from '../picture-files.ts';

/** A picture that front matter names. */
export interface MatterPicture {
  /** As the author wrote it. */
  readonly src: string;
  /** Where in the front matter. */
  readonly key: readonly string[];
}

/** The cover of a post or a project, a post's covers on single channels, and the photo of who said something. */
export function picturesIn(matter: unknown): MatterPicture[] {
  const { cover, photo, channels } = (matter ?? {}) as NamesPictures;
  return [
    { src: cover?.src, key: ['cover', 'src'] },
    { src: photo, key: ['photo'] },
    ...Object.entries(channels ?? {}).map(([id, choice]) => ({
      src: choice?.cover?.src,
      key: ['channels', id, 'cover', 'src'],
    })),
  ].flatMap(({ src, key }) => (typeof src === 'string' ? [{ src, key }] : []));
}

/** Front matter as far as it names pictures, before anything in it was checked. */
interface NamesPictures {
  readonly cover?: { readonly src?: unknown } | null;
  readonly photo?: unknown;
  readonly channels?: Readonly<
    Record<string, { readonly cover?: { readonly src?: unknown } | null } | null>
  > | null;
}

/**
 * What is wrong with the pictures front matter names. Astro would stop on such a one, and in dev with it every
 * page of the site.
 *
 * @param file relative to the project
 */
export function matterPictureProblems(
  root: string,
  file: string,
  matter: unknown,
  lineOf: LineOf,
): Problem[] {
  return picturesIn(matter).flatMap(({ src, key }) => {
    const fault = faultOf(join(root, dirname(file), src), src);
    if (fault === null) return [];
    return [new Problem(fault.reason, { place: { file, line: lineOf(key) }, hint: fault.hint })];
  });
}

function faultOf(path: string, src: string): { reason: string; hint: string } | null {
  if (!isBeside(src)) return elsewhere(src);
  if (!existsSync(path)) return noPicture(src);
  return isPicture(path) ? null : notPicture(src);
}

function elsewhere(src: string): { reason: string; hint: string } {
  return {
    reason: `“${src}” is not a path from the file it stands in`,
    hint: 'Put the picture beside the text and name it so: ./cover.png.',
  };
}
