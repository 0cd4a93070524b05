import { readFileSync } from 'node:fs';
import { unpackWoff } from './unpack-woff.ts';

/** The fonts that come with the site; the same wherever a card is drawn. */
export const fontFolder = new URL('./', import.meta.resolve('@fontsource/noto-sans-sc/package.json'));

/** The OpenType font of an id, such as `106-700`. */
export function readFontFile(folder: URL, id: string): Buffer {
  return unpackWoff(readFileSync(new URL(`files/noto-sans-sc-${id}-normal.woff`, folder)));
}

/** The name fonts go by. */
export const FAMILY = 'Noto Sans SC';
