import type { Glyph } from 'fontkit';
import type { Weight } from './card.ts';
import { type Emoji, graphemesOf, isEmoji } from './emoji.ts';
import type { FontFile, FontFiles } from './font-files.ts';
import { isCjk } from './line-breaks.ts';

/** Shapes text: finds a glyph or a picture for everything in it. What was shaped once is remembered. */
export function fontsFrom(files: FontFiles, emoji: Emoji): Fonts {
  const shaped = new Map<string, Shaped>();
  function shape(text: string, { weight, lang }: Voice): Shaped {
    const key = `${weight} ${fontFeatures(lang)} ${text}`;
    const found = shaped.get(key) ?? shapeText(text, { weight, lang }, files, emoji);
    shaped.set(key, found);
    return found;
  }
  return { shape, measure: (text, style) => shape(text, style).width * style.size };
}

/**
 * OpenType features for a language. A Chinese font's curly quotes and dashes are as wide as a Han
 * character: right in Chinese, a hole in English, where proportional forms are asked for.
 */
export function fontFeatures(lang: string): readonly string[] {
  return isCjk(lang) ? [] : ['palt'];
}

function shapeText(text: string, { weight, lang }: Voice, files: FontFiles, emoji: Emoji): Shaped {
  const shaped: Open = { width: 0, glyphs: [], pictures: [], missing: [] };
  for (const { source, run } of runsOf(text, (grapheme) => sourceOf(grapheme, weight, files, emoji))) {
    if (source === undefined) shaped.missing.push(...lackingIn(run, weight, files));
    if (source === 'picture') addPictures(shaped, run, emoji);
    else addGlyphs(shaped, run, source ?? files.common(weight), fontFeatures(lang));
  }
  return shaped;
}

/** A picture is as wide as a Han character. */
function addPictures(shaped: Open, run: string, emoji: Emoji): void {
  for (const grapheme of graphemesOf(run)) {
    shaped.pictures.push({ src: emoji(grapheme) ?? '', x: shaped.width });
    shaped.width += 1;
  }
}

function addGlyphs(shaped: Open, run: string, file: FontFile, features: readonly string[]): void {
  const { font } = file;
  const { glyphs, positions } = font.layout(run, features);
  for (const [index, glyph] of glyphs.entries()) {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
    const [x, y] = [shaped.width + xOffset / font.unitsPerEm, yOffset / font.unitsPerEm];
    shaped.glyphs.push({ glyph, x, y, unitsPerEm: font.unitsPerEm });
    shaped.width += xAdvance / font.unitsPerEm;
  }
}

/** What draws a grapheme: a picture where it asks for one or no font has it, else the file of its first character. */
function sourceOf(grapheme: string, weight: Weight, files: FontFiles, emoji: Emoji): Source {
  if (isEmoji(grapheme)) return emoji(grapheme) === undefined ? undefined : 'picture';
  const inFonts = Array.from(grapheme, (character) => files.fileFor(character, weight));
  if (inFonts.every((file) => file !== undefined)) return inFonts[0];
  return emoji(grapheme) === undefined ? undefined : 'picture';
}

/** What to name of a run nothing draws: an emoji whole, else the characters no font has. */
function lackingIn(run: string, weight: Weight, files: FontFiles): string[] {
  return graphemesOf(run).flatMap((grapheme) =>
    isEmoji(grapheme)
      ? [grapheme]
      : [...grapheme].filter((character) => files.fileFor(character, weight) === undefined),
  );
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
  shape(text: string, voice: Voice): Shaped;
  /** How wide text is, in the unit of its size. */
  measure(text: string, style: TextStyle): number;
}

export interface Voice {
  readonly weight: Weight;
  readonly lang: string;
}

export interface TextStyle extends Voice {
  readonly size: number;
}

/** A line of text, in parts of its size, from its left end on the baseline. */
export interface Shaped {
  readonly width: number;
  readonly glyphs: readonly PlacedGlyph[];
  readonly pictures: readonly { readonly src: string; readonly x: number }[];
  /** Characters and emoji that nothing here draws. */
  readonly missing: readonly string[];
}

export interface PlacedGlyph {
  readonly glyph: Glyph;
  readonly unitsPerEm: number;
  readonly x: number;
  /** Upwards. */
  readonly y: number;
}

interface Open extends Shaped {
  width: number;
  readonly glyphs: PlacedGlyph[];
  readonly pictures: { src: string; x: number }[];
  readonly missing: string[];
}

/** undefined where nothing draws it. */
type Source = FontFile | 'picture' | undefined;

interface Run {
  readonly source: Source;
  run: string;
}
