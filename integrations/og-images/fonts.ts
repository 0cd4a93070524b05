import type { Weight } from './card.ts';
import { type Emoji, graphemesOf, isEmoji } from './emoji.ts';
import type { FontFile, FontFiles } from './font-files.ts';
import { isCjk } from './line-breaks.ts';

/**
 * Measures text, and finds the fonts and pictures for it. A card gets the files its own characters need, worked out
 * before it is drawn, so no card depends on what was drawn before it.
 */
export function fontsFrom(files: FontFiles, emoji: Emoji): Fonts {
  const emsIn = new Map<string, Map<string, number>>();
  const emsOf = measurer();
  const sources = { 400: new Map<string, Source>(), 700: new Map<string, Source>() };
  const runsIn = ({ text, weight }: WeighedText) =>
    runsOf(text, (grapheme) => {
      const known = sources[weight];
      if (!known.has(grapheme)) known.set(grapheme, sourceOf(grapheme, weight, files, emoji));
      return known.get(grapheme);
    });
  return {
    measure(text, { size, weight, lang }) {
      const measured = keptIn(emsIn, lang + weight, () => new Map<string, number>());
      return size * keptIn(measured, text, () => emsOf(runsIn({ text, weight }), files.common(weight), lang));
    },
    cover(texts) {
      const runs = texts.flatMap((text) => runsIn(text).map((run) => ({ ...run, weight: text.weight })));
      const drawn = runs.flatMap(({ source }) =>
        source === undefined || source === 'picture' ? [] : source,
      );
      const inPictures = runs.flatMap(({ source, run }) => (source === 'picture' ? graphemesOf(run) : []));
      const lacking = runs.flatMap((run) => (run.source === undefined ? lackingIn(run, files) : []));
      return {
        fonts: inOrder([files.common(400), files.common(700), ...drawn]),
        pictures: Object.fromEntries(inPictures.map((grapheme) => [grapheme, emoji(grapheme) ?? ''])),
        missing: [...new Set(lacking)],
      };
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

/** Measures text in parts of its size; a picture is as wide as a Han character. */
function measurer(): (runs: readonly Run[], common: FontFile, lang: string) => number {
  const known = new Map<string, Map<string, number>>();
  function ems({ id, font }: FontFile, text: string, lang: string): number {
    const measured = keptIn(known, lang + id, () => new Map<string, number>());
    return keptIn(measured, text, () => font.layout(text, fontFeatures(lang)).advanceWidth / font.unitsPerEm);
  }
  return (runs, common, lang) =>
    runs.reduce((sum, { source = common, run }) => {
      if (source === 'picture') return sum + graphemesOf(run).length;
      const parts = run.match(APART) ?? [];
      return parts.reduce((width, part) => width + ems(source, part, lang), sum);
    }, 0);
}

/** Nothing is kerned with a Han character, so each is measured once; the rest is, and by the stretch. */
const APART = /\p{Script=Han}|\P{Script=Han}+/gu;

/** What a map has, made when it is asked for the first time. */
function keptIn<Thing>(map: Map<string, Thing>, key: string, make: () => Thing): Thing {
  const kept = map.get(key);
  if (kept !== undefined) return kept;
  const made = make();
  map.set(key, made);
  return made;
}

/** What draws a grapheme: a picture where it asks for one or no font has it, else the file of its first character. */
function sourceOf(grapheme: string, weight: Weight, files: FontFiles, emoji: Emoji): Source {
  if (isEmoji(grapheme)) return emoji(grapheme) === undefined ? undefined : 'picture';
  const inFonts = Array.from(grapheme, (character) => files.fileFor(character, weight));
  if (inFonts.every((file) => file !== undefined)) return inFonts[0];
  return emoji(grapheme) === undefined ? undefined : 'picture';
}

/** What to name of a run nothing draws: an emoji whole, else the characters no font has. */
function lackingIn({ run, weight }: Run & { weight: Weight }, files: FontFiles): string[] {
  return graphemesOf(run).flatMap((grapheme) =>
    isEmoji(grapheme)
      ? [grapheme]
      : [...grapheme].filter((character) => files.fileFor(character, weight) === undefined),
  );
}

/** Each once, those of common characters first. */
function inOrder([regular, bold, ...slices]: readonly [FontFile, FontFile, ...FontFile[]]): FontName[] {
  const sorted = slices.sort((a, b) => (a.id < b.id ? -1 : 1));
  return Array.from(new Set([regular, bold, ...sorted]), ({ id, weight }) => ({ id, weight }));
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
  readonly fonts: readonly FontName[];
  /** Emoji → picture, a data URI. */
  readonly pictures: Readonly<Record<string, string>>;
  /** Characters and emoji that nothing here draws. */
  readonly missing: readonly string[];
}

/** A font's file, by its id; the first one is what others stand in for. */
export type FontName = Pick<FontFile, 'id' | 'weight'>;

/** undefined where nothing draws it. */
type Source = FontFile | 'picture' | undefined;

interface Run {
  readonly source: Source;
  run: string;
}
