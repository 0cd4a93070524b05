import { isRun, letters } from '../tokens.ts';
import { type Part, SHORT } from './plan-query.ts';

/** Text, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Where a page's words are what was searched for: place → the part of the query it is. */
export function findPlaces(words: readonly string[], sought: readonly Sought[]): ReadonlyMap<number, Part> {
  const found = new Map<number, Part>();
  for (const { part, places } of sought) {
    const [token = ''] = part.tokens;
    for (const place of isRun(token) ? runPlaces(words, part) : places) {
      if (isRun(token) || token.length > SHORT || isIn(words[place] ?? '', token)) found.set(place, part);
    }
  }
  return found;
}

/** Where all of a run of Chinese stands; the index says where each of its pairs does. */
function runPlaces(words: readonly string[], { tokens }: Part): number[] {
  const starts = words
    .keys()
    .filter((place) => tokens.every((token, at) => stands(words[place + at] ?? '', token)));
  // The last pair reaches over the word after it.
  const length = tokens.length + [...(tokens.at(-1) ?? '')].length - 1;
  return [...starts.flatMap((start) => Array.from({ length }, (_, at) => start + at))];
}

/** Cuts what was searched for out of a text that has all its words. */
export function markText(text: string, parts: readonly Part[]): Piece[] {
  const sought = parts.map(({ tokens }) => patternOf(tokens)).join('|');
  if (sought === '') return [{ text, isMatch: false }];
  const pieces = text.split(new RegExp(`(${sought})`, 'giu'));
  return pieces
    .map((piece, index) => ({ text: piece, isMatch: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

/** Cuts the signs around a word off: in `'node:http';` what was found is not the quotes. */
export function markWord(word: string, { tokens: [token = ''] }: Part): Piece[] {
  const at = word.toLowerCase().indexOf(token);
  const [, before = '', found = '', after = ''] =
    at < 0 || token === ''
      ? (/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word) ?? [])
      : ['', word.slice(0, at), word.slice(at, at + token.length), word.slice(at + token.length)];
  const pieces = [before, found, after].map((text, index) => ({ text, isMatch: index === 1 }));
  return pieces.filter(({ text }) => text !== '');
}

function stands(word: string, token: string): boolean {
  return [...token].length === 1 ? word.startsWith(token) : word === token;
}

/** Whether a short word is all of one in `AbortSignal.to()`, and not how one begins. */
function isIn(word: string, token: string): boolean {
  const parts = [word, ...word.split(/[^\p{L}\p{N}+#]+|(?<=\p{Ll})(?=\p{Lu})/u)];
  return parts.some((part) => letters(part) === letters(token));
}

function patternOf(tokens: readonly string[]): string {
  const text = tokens.map((token) => token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (isRun(tokens[0] ?? ''))
    return text.map((token, index) => (index === 0 ? token : [...token].at(-1))).join('');
  return `(?<![\\p{L}\\p{N}])${text.join('\\s+')}`;
}

/** A part of a query, and where the index has it in a page. */
export interface Sought {
  readonly part: Part;
  readonly places: readonly number[];
}
