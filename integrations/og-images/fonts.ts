import type { Font as SatoriFont } from 'satori';
import type { Weight } from './card.ts';
import { type Emoji, graphemesOf, isEmoji } from './emoji.ts';
import type { FontFile, FontFiles } from './font-files.ts';
import { isCjk } from './line-breaks.ts';

/**
 * Measures text and finds the fonts and pictures for it. A card gets the files its own characters need,
 * worked out before it is drawn, so no card depends on what was drawn before it.
 */
export function fontsFrom(files: FontFiles, emoji: Emoji): Fonts {
  const sets = new Map<string, SatoriFont[]>();
  const widths = new Map<string, number>();
  return {
    measure(text, { size, weight, lang }) {
      const key = `${weight} ${fontFeatures(lang)} ${text}`;
      const ems = widths.get(key) ?? emsOf({ files, emoji, text, weight, lang });
      widths.set(key, ems);
      return ems * size;
    },
    cover(texts) {
      const { wanted, images, missing } = chooseFiles(files, emoji, texts);
      // satori parses fonts once for each array it meets, so equal sets are the same array.
      const key = wanted.map(({ id }) => id).join(' ');
      const fonts = sets.get(key) ?? wanted.map(toSatori);
      sets.set(key, fonts);
      return { fonts, images, missing };
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

/** How wide text is, in parts of its size; a picture is as wide as a Han character. */
function emsOf({ files, emoji, text, weight, lang }: Unmeasured): number {
  const drawnBy = (grapheme: string) => sourceOf(grapheme, weight, files, emoji);
  const widths = runsOf(text, drawnBy).map(({ source, run }) => {
    if (source === 'picture') return graphemesOf(run).length;
    const { font } = source ?? files.common(weight);
    return font.layout(run, fontFeatures(lang)).advanceWidth / font.unitsPerEm;
  });
  return widths.reduce((sum, width) => sum + width, 0);
}

function chooseFiles(files: FontFiles, emoji: Emoji, texts: readonly WeighedText[]): Chosen {
  const wanted = new Set([files.common(400), files.common(700)]);
  const images: Record<string, string> = {};
  const missing = new Set<string>();
  for (const { text, weight } of texts) {
    for (const grapheme of graphemesOf(text)) {
      const source = sourceOf(grapheme, weight, files, emoji);
      if (source === undefined)
        for (const lacking of lackingIn(grapheme, weight, files)) missing.add(lacking);
      else if (source === 'picture') images[grapheme] = emoji(grapheme) ?? '';
      else for (const character of grapheme) wanted.add(files.fileFor(character, weight) ?? source);
    }
  }
  const inOrder = [...wanted].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { wanted: inOrder, images, missing: [...missing] };
}

/** What draws a grapheme: a picture where it asks for one or no font has it, else the file of its first character. */
function sourceOf(grapheme: string, weight: Weight, files: FontFiles, emoji: Emoji): Source {
  if (isEmoji(grapheme)) return emoji(grapheme) === undefined ? undefined : 'picture';
  const inFonts = Array.from(grapheme, (character) => files.fileFor(character, weight));
  if (inFonts.every((file) => file !== undefined)) return inFonts[0];
  return emoji(grapheme) === undefined ? undefined : 'picture';
}

/** What to name of a grapheme nothing draws: an emoji whole, else the characters no font has. */
function lackingIn(grapheme: string, weight: Weight, files: FontFiles): string[] {
  if (isEmoji(grapheme)) return [grapheme];
  return [...grapheme].filter((character) => files.fileFor(character, weight) === undefined);
}

function toSatori({ family, weight, data }: FontFile): SatoriFont {
  return { name: family, weight, data, style: 'normal' };
}

/** Neighbouring graphemes of one source, together. */
function runsOf(text: string, sourceOf: (grapheme: string) => Source): Run[] {
  const runs: Run[] = [];
  for (const grapheme of graphemesOf(text)) {
    const source = sourceOf(grapheme);
    const last = runs.at(-1);
    if (last !== undefined && last.source === source) last.run += grapheme;
    else runs.push({ source, run: grapheme });
  }
  return runs;
}

export interface Fonts {
  /** How wide text is, in the unit of its size. */
  measure(text: string, style: TextStyle): number;
  /** What draws these texts. */
  cover(texts: readonly WeighedText[]): Cover;
}

export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
  readonly lang: string;
}

export interface WeighedText {
  readonly text: string;
  readonly weight: Weight;
}

export interface Cover {
  readonly fonts: SatoriFont[];
  /** Emoji → picture, a data URI. */
  readonly images: Readonly<Record<string, string>>;
  /** Characters and emoji that nothing here draws. */
  readonly missing: readonly string[];
}

interface Chosen extends Omit<Cover, 'fonts'> {
  readonly wanted: readonly FontFile[];
}

interface Unmeasured extends Omit<TextStyle, 'size'>, WeighedText {
  readonly files: FontFiles;
  readonly emoji: Emoji;
}

/** undefined where nothing draws it. */
type Source = FontFile | 'picture' | undefined;

interface Run {
  readonly source: Source;
  run: string;
}
