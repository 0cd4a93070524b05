import { closeSync, openSync, readSync } from 'node:fs';
import { imageSize } from 'image-size';

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

/** Whether the first bytes of a file are those of a picture that browsers show. */
export function isPicture(path: string): boolean {
  const { width, type } = measured(path);
  return width > 0 && shown.has(type ?? '');
}

/** The types that `image-size` names; it calls AVIF a kind of HEIF. */
const shown = new Set(['avif', 'gif', 'heif', 'jpg', 'png', 'svg', 'tiff', 'webp']);

/** The width of a picture in pixels; 0 for a file of another kind. */
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

/** The size stands at the beginning of a picture, which may have megabytes. */
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

/** The message for a picture that is not there. */
export function noPicture(address: string): PictureFault {
  return {
    reason: `there is no picture “${address}”`,
    hint: 'The path is relative to the file it stands in; capitals count.',
  };
}

/** The message for a file that is not a picture. */
export function notPicture(address: string): PictureFault {
  return {
    reason: `“${address}” is not a picture`,
    hint: 'Save it again as PNG, JPEG, WebP, AVIF, GIF or SVG; a download may have broken off.',
  };
}

/** What an author is told of a picture. */
export interface PictureFault {
  readonly reason: string;
  readonly hint: string;
}
