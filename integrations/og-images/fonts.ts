import type { Font as SatoriFont } from 'satori';
import type { Weight } from './card.ts';
import type { FontFile, FontFiles } from './font-files.ts';
import { isCjk } from './line-breaks.ts';

/**
 * Measures text and finds the fonts for it. A card gets the files its own characters need, worked out
 * before it is drawn, so no card depends on what was drawn before it.
 */
export function fontsFrom(files: FontFiles): Fonts {
  const sets = new Map<string, SatoriFont[]>();
  return {
    measure: (text, how) => measureText(files, text, how),
    cover(texts) {
      const { wanted, missing } = chooseFiles(files, texts);
      // satori parses fonts once for each array it meets, so equal sets are the same array.
      const key = wanted.map(({ id }) => id).join(' ');
      const fonts = sets.get(key) ?? wanted.map(toSatori);
      sets.set(key, fonts);
      return { fonts, missing };
    },
  };
}

/**
 * OpenType features for a language. A Chinese font's curly quotes and dashes are as wide as a Han
 * character: right in Chinese, a hole in English, where proportional forms are asked for.
 */
export function fontFeatures(lang: string): readonly string[] {
  return isCjk(lang) ? [] : ['palt'];
}

function measureText(files: FontFiles, text: string, { size, weight, lang }: TextStyle): number {
  const widths = runsOf(text, (character) => files.fileFor(character, weight) ?? files.common(weight)).map(
    ({ file: { font }, run }) => font.layout(run, fontFeatures(lang)).advanceWidth / font.unitsPerEm,
  );
  return widths.reduce((sum, ems) => sum + ems, 0) * size;
}

function chooseFiles(files: FontFiles, texts: readonly WeighedText[]): Chosen {
  const wanted = new Set([files.common(400), files.common(700)]);
  const missing = new Set<string>();
  for (const { text, weight } of texts) {
    for (const character of text) {
      const file = files.fileFor(character, weight);
      if (file === undefined) missing.add(character);
      else wanted.add(file);
    }
  }
  const inOrder = [...wanted].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { wanted: inOrder, missing: [...missing] };
}

function toSatori({ family, weight, data }: FontFile): SatoriFont {
  return { name: family, weight, data, style: 'normal' };
}

/** Neighbouring characters of one font, together. */
function runsOf(text: string, fileOf: (character: string) => FontFile): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const file = fileOf(character);
    const last = runs.at(-1);
    if (last?.file === file) last.run += character;
    else runs.push({ file, run: character });
  }
  return runs;
}

export interface Fonts {
  /** How wide text is, in pixels. */
  measure(text: string, style: TextStyle): number;
  /** The fonts that draw these texts, and the characters that none of them has. */
  cover(texts: readonly WeighedText[]): { fonts: SatoriFont[]; missing: readonly string[] };
}

export interface TextStyle {
  /** Pixels. */
  readonly size: number;
  readonly weight: Weight;
  readonly lang: string;
}

export interface WeighedText {
  readonly text: string;
  readonly weight: Weight;
}

interface Chosen {
  readonly wanted: readonly FontFile[];
  readonly missing: readonly string[];
}

interface Run {
  readonly file: FontFile;
  run: string;
}
