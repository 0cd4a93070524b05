import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { imageSize } from 'image-size';
import type { Root } from 'mdast';
import type { Position } from 'unist';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
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

/** Whether a file begins as a picture of a kind that can be shown does. */
export function isPicture(path: string): boolean {
  const { width, type } = measured(path);
  return width > 0 && shown.has(type ?? '');
}

/** As their first bytes say; AVIF is a kind of HEIF. */
const shown = new Set(['avif', 'gif', 'heif', 'jpg', 'png', 'svg', 'tiff', 'webp']);

/** How wide a picture is, in pixels; 0 where the file is none of a known kind. */
export function widthOf(path: string): number {
  return measured(path).width;
}

function measured(path: string): { readonly width: number; readonly type?: string | undefined } {
  try {
    return imageSize(headOf(path));
  } catch {
    return { width: 0 };
  }
}

/** Sizes stand at the beginning of a picture, which may have megabytes. */
function headOf(path: string): Buffer {
  const head = Buffer.allocUnsafe(HEAD);
  const file = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

const HEAD = 512 * 1024;

/** Where a picture beside a text lies; `?` and `#` begin what is no path. */
export function pathOf(address: string, file: VFile): string {
  return resolve(dirname(file.path), decoded(address).replace(/[?#].*$/, ''));
}

export function reportMissing(address: string, position: Position | undefined, file: VFile): void {
  report(file, position, noPicture(address));
}

export function reportOther(address: string, position: Position | undefined, file: VFile): void {
  report(file, position, notPicture(address));
}

/** What is wrong with a picture that is not there. */
export function noPicture(address: string): PictureFault {
  return {
    reason: `there is no picture “${address}”`,
    hint: 'The path is relative to the file it stands in; capitals count.',
  };
}

/** What is wrong with a file that is no picture. */
export function notPicture(address: string): PictureFault {
  return {
    reason: `“${address}” is not a picture`,
    hint: 'Save it again as PNG, JPEG, WebP, AVIF, GIF or SVG; a download may have broken off.',
  };
}

interface PictureFault {
  readonly reason: string;
  readonly hint: string;
}

function report(file: VFile, place: Position | undefined, { reason, hint }: PictureFault): void {
  const line = place?.start.line;
  // A picture is met as Markdown and as an element, which a component makes without saying where.
  const isSame = (said: VFileMessage) => said.reason === reason && (line === undefined || said.line === line);
  if (file.messages.some(isSame)) return;
  const at = place === undefined ? {} : { place };
  const message = file.message(reason, { ...at, source: 'byline', ruleId: 'picture' });
  message.fatal = true;
  message.note = hint;
}
