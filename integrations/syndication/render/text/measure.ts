/** How a platform counts a text. */
export type TextUnit =
  /** Unicode code points. */
  | 'characters'
  /** What a reader takes for one character. */
  | 'graphemes'
  /** Graphemes, each web address for 23, and of a name on another server only the name. */
  | 'mastodon'
  /** UTF-16 code units, as JavaScript counts. */
  | 'utf16'
  | 'utf8'
  /** X: a Han character counts 2, an emoji 2, an address 23. */
  | 'weighted';

/**
 * How long a text is, as a platform counts.
 *
 * @example measure('你好', 'weighted') // 4
 */
export function measure(text: string, unit: TextUnit): number {
  return measures[unit](text);
}

const measures: Readonly<Record<TextUnit, (text: string) => number>> = {
  characters: (text) => [...text].length,
  graphemes: (text) => graphemesOf(text).length,
  mastodon: (text) => graphemesOf(shortened(text)).length,
  utf16: (text) => text.length,
  utf8: (text) => new TextEncoder().encode(text).length,
  weighted: (text) => sum(graphemesOf(withAddresses(text.normalize('NFC'))).map(weightOf)),
};

/** What every web address counts for on Mastodon and X. */
const ADDRESS = 23;

const address = /https?:\/\/[^\s\u3000-\u303F\uFF00-\uFFEF]+/gu;

function withAddresses(text: string): string {
  return text.replaceAll(address, 'x'.repeat(ADDRESS));
}

function shortened(text: string): string {
  return withAddresses(text).replaceAll(/(@[A-Za-z0-9_]+)@[A-Za-z0-9.-]+[A-Za-z0-9]/g, '$1');
}

function graphemesOf(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function weightOf(grapheme: string): number {
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u.test(grapheme)) return 2;
  return sum([...grapheme].map((character) => (isLight(character.codePointAt(0) ?? 0) ? 1 : 2)));
}

/** The ranges that X counts as one. */
function isLight(code: number): boolean {
  return (
    code <= 4351 ||
    (code >= 8192 && code <= 8205) ||
    (code >= 8208 && code <= 8223) ||
    (code >= 8242 && code <= 8247)
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
