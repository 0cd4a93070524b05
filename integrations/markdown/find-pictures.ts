import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { imageSize } from 'image-size';
import type { Root } from 'mdast';
import type { Position } from 'unist';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { depend } from './depend.ts';

/** Says of each picture beside the file that it is not there, with its line; those that are, the text depends on. */
export function findPictures() {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'image', ({ url, position }) => {
      if (!isBeside(url)) return;
      const path = pathOf(url, file);
      depend(file, path);
      if (!existsSync(path)) reportMissing(url, position, file);
      else if (!isPicture(path)) reportOther(url, position, file);
    });
  };
}

/** Whether an address is a path relative to the file it stands in. */
export function isBeside(address: string): boolean {
  return address !== '' && !/^[/#?]/.test(address) && !URL.canParse(address);
}

/** An address as a file system spells it. */
export function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** Whether a file begins as a picture of a known kind does. */
export function isPicture(path: string): boolean {
  return widthOf(path) > 0;
}

/** How wide a picture is, in pixels; 0 where the file is none of a known kind. */
export function widthOf(path: string): number {
  try {
    return imageSize(readFileSync(path)).width;
  } catch {
    return 0;
  }
}

/** Where a picture beside a text lies; `?` and `#` begin what is no path. */
export function pathOf(address: string, file: VFile): string {
  return resolve(dirname(file.path), decoded(address).replace(/[?#].*$/, ''));
}

export function reportMissing(address: string, position: Position | undefined, file: VFile): void {
  report(file, position, {
    reason: `there is no picture “${address}”`,
    hint: 'The path is relative to the file it stands in; capitals count.',
  });
}

export function reportOther(address: string, position: Position | undefined, file: VFile): void {
  report(file, position, {
    reason: `“${address}” is not a picture`,
    hint: 'Save it again as PNG, JPEG, WebP, AVIF, GIF or SVG; a download may have broken off.',
  });
}

function report(
  file: VFile,
  place: Position | undefined,
  { reason, hint }: { reason: string; hint: string },
): void {
  const at = place === undefined ? {} : { place };
  const message = file.message(reason, { ...at, source: 'byline', ruleId: 'picture' });
  message.fatal = true;
  message.note = hint;
}
