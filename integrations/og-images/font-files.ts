import { create, type Font } from 'fontkit';
import type { Weight } from './card.ts';
import { type FontFamily, fontFamilies, readFontFile, readRanges } from './font-folder.ts';

/**
 * The fonts of the cards: one file has the common Chinese characters, and slices of each family have the rest.
 * `unicode.json` tells the ranges of each slice. A file is read when a text first needs it.
 */
export function openFontFiles(): FontFiles {
  const slices = fontFamilies.flatMap(readSlices);
  const opened = new Map<string, FontFile>();
  const found = new Map<string, FontFile | undefined>();

  function open(slice: string, weight: Weight): FontFile {
    const id = `${slice}-${weight}`;
    const file = opened.get(id) ?? { id, weight, font: create(readFontFile(id)) };
    opened.set(id, file);
    return file;
  }

  /** The common file has most characters, so the ranges of the slices are searched last. */
  function find(character: string, weight: Weight): FontFile | undefined {
    const code = character.codePointAt(0) ?? 0;
    const common = open(COMMON, weight);
    if (common.font.hasGlyphForCodePoint(code)) return common;
    const holders = slices.filter(({ ranges }) => ranges.some(([a, b]) => a <= code && code <= b));
    const files = holders.map(({ name }) => open(name, weight));
    return files.find(({ font }) => font.hasGlyphForCodePoint(code));
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

function readSlices(family: FontFamily): Slice[] {
  return Object.entries(readRanges(family)).map(([name, ranges]) => ({
    name: `${family}/${name.replace(/[[\]]/g, '')}`,
    ranges: ranges.split(',').map(readRange),
  }));
}

/** `U+4e00-4eff` or `U+4e00`. */
function readRange(range: string): readonly [number, number] {
  const [first = '', last = first] = range.slice('U+'.length).split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

const COMMON = 'noto-sans-sc/chinese-simplified';

export interface FontFiles {
  /** The file of the common characters. */
  common(weight: Weight): FontFile;
  /** The file that has a character; undefined when none does. */
  fileFor(character: string, weight: Weight): FontFile | undefined;
}

export interface FontFile {
  /** `noto-sans-sc/106-700` */
  readonly id: string;
  readonly weight: Weight;
  readonly font: Font;
}

interface Slice {
  readonly name: string;
  readonly ranges: readonly (readonly [number, number])[];
}
