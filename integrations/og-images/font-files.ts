import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import type { Weight } from './card.ts';
import { unpackWoff } from './unpack-woff.ts';

/** The fonts that come with the site; the same wherever a card is drawn. */
export const fontFolder = new URL('./', import.meta.resolve('@fontsource/noto-sans-sc/package.json'));

/**
 * Noto Sans SC as Fontsource cuts it: one file of the common characters, and slices for the rest, of which
 * `unicode.json` tells the ranges. Files are read when first asked for.
 */
export function openFontFiles(folder: URL): FontFiles {
  const slices = [{ name: COMMON, ranges: [[0, 0x10_ff_ff]] as const }, ...readSlices(folder)];
  const opened = new Map<string, FontFile>();
  const found = new Map<string, FontFile | undefined>();

  function open(slice: string, weight: Weight): FontFile {
    const id = `${slice}-${weight}`;
    const file = opened.get(id) ?? { id, weight, font: create(readFontFile(folder, id)) };
    opened.set(id, file);
    return file;
  }

  function find(character: string, weight: Weight): FontFile | undefined {
    const code = character.codePointAt(0) ?? 0;
    const holders = slices.filter(({ ranges }) => ranges.some(([a, b]) => a <= code && code <= b));
    const holder = holders.find(({ name }) => open(name, weight).font.hasGlyphForCodePoint(code));
    return holder && open(holder.name, weight);
  }

  return {
    common: (weight) => open(COMMON, weight),
    fileFor(character, weight) {
      const key = `${weight} ${character}`;
      const file = found.has(key) ? found.get(key) : find(character, weight);
      found.set(key, file);
      return file;
    },
  };
}

/** The OpenType font of that id. */
export function readFontFile(folder: URL, id: string): Buffer {
  return unpackWoff(readFileSync(new URL(`files/noto-sans-sc-${id}-normal.woff`, folder)));
}

function readSlices(folder: URL): Slice[] {
  const listed: Record<string, string> = JSON.parse(readFileSync(new URL('unicode.json', folder), 'utf8'));
  return Object.entries(listed).map(([name, ranges]) => ({
    name: name.replace(/[[\]]/g, ''),
    ranges: ranges.split(',').map(readRange),
  }));
}

/** `U+4e00-4eff` or `U+4e00`. */
function readRange(range: string): readonly [number, number] {
  const [first = '', last = first] = range.slice('U+'.length).split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

const COMMON = 'chinese-simplified';

export interface FontFiles {
  /** The file of the common characters. */
  common(weight: Weight): FontFile;
  /** The file that has a character; undefined when none does. */
  fileFor(character: string, weight: Weight): FontFile | undefined;
}

export interface FontFile {
  /** `106-700` */
  readonly id: string;
  readonly weight: Weight;
  readonly font: Font;
}

interface Slice {
  readonly name: string;
  readonly ranges: readonly (readonly [number, number])[];
}
