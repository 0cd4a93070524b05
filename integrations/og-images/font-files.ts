import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import type { Weight } from './card.ts';
import { readFontFile } from './font-folder.ts';

/**
 * Noto Sans SC as Fontsource cuts it: one file of the common characters, and slices for the rest, of which
 * `unicode.json` tells the ranges. Files are read when first asked for.
 */
export function openFontFiles(folder: URL): FontFiles {
  const slices = readSlices(folder);
  const opened = new Map<string, FontFile>();
  const found = new Map<string, FontFile | undefined>();

  function open(slice: string, weight: Weight): FontFile {
    const id = `${slice}-${weight}`;
    const file = opened.get(id) ?? { id, weight, font: create(readFontFile(folder, id)) };
    opened.set(id, file);
    return file;
  }

  /** Most have the common file, and the ranges of a hundred slices need not be looked through. */
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
