import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Root } from 'mdast';
import type { Position } from 'unist';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import {
  decoded,
  isBeside,
  isPicture,
  noPicture,
  notPicture,
  type PictureFault,
} from '../../content/picture-files.ts';
import { depend } from '../depend.ts';

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
