import { BLOCK, BODY, isRun, isSpaced, surface } from '../tokens.ts';
import { findPlaces, markText, markWord, type Piece, type Sought } from './mark.ts';
import type { Part } from './plan-query.ts';

/** A title with what was searched for marked. */
export const titleOf = markText;

/** The stretch of a page's words that shows most of what was searched for; its description where none does. */
export function excerptOf(words: readonly string[], sought: readonly Sought[]): Piece[] {
  const found = findPlaces(words, sought);
  const body = words.indexOf(BODY) + 1;
  const places = [...found.keys()].filter((place) => place >= body).sort((a, b) => a - b);
  const [from, to] = places.length > 0 ? bestStretch(words, places, found, body) : description(words, body);
  const isCut = (place: number) => place > body && place < words.length && words[place - 1] !== BLOCK;
  return join([
    ...(isCut(from) ? [CUT] : []),
    ...words.slice(from, to).map((word, index) => piecesOf(word, found.get(from + index))),
    ...(isCut(to) && words[to] !== BLOCK ? [CUT] : []),
  ]);
}

function piecesOf(word: string, part: Part | undefined): Piece[] {
  if (word === BLOCK) return [{ text: ' ', isMatch: false }];
  if (part === undefined) return [{ text: surface(word), isMatch: false }];
  return isRun(word) ? [{ text: surface(word), isMatch: true }] : markWord(word, part);
}

/** From where to where to read, so that most of what was asked for is seen; of equals, the first. */
function bestStretch(
  words: readonly string[],
  places: readonly number[],
  found: ReadonlyMap<number, Part>,
  body: number,
): Stretch {
  const stretches = places.slice(0, MOST_TRIED).map((place): Stretch => {
    const from = leadIn(words, place, body);
    return [from, reach(words, from)];
  });
  const seen = ([from, to]: Stretch) =>
    new Set(places.filter((place) => place >= from && place < to).map((place) => found.get(place))).size;
  return stretches.reduce((best, stretch) => (seen(stretch) > seen(best) ? stretch : best));
}

/** A page's own description, which stands after its title. */
function description(words: readonly string[], body: number): Stretch {
  const from = words.indexOf(BLOCK) + 1;
  const end = words.findIndex((word, place) => place >= from && (word === BLOCK || word === BODY));
  return from > 0 && end >= 0 && end < body
    ? [from, Math.min(end, reach(words, from))]
    : [body, reach(words, body)];
}

/** A little before a place, not before the block it stands in. */
function leadIn(words: readonly string[], place: number, body: number): number {
  let from = place;
  for (let room = LEAD_IN; from > body && words[from - 1] !== BLOCK && room > 0; from -= 1) {
    room -= widthOf(words[from - 1] ?? '');
  }
  return from;
}

/** How far an excerpt that begins somewhere reaches. */
function reach(words: readonly string[], from: number): number {
  let to = from;
  for (let room = LENGTH; to < words.length && room > 0; to += 1) room -= widthOf(words[to] ?? '');
  return to;
}

/** In halves of a Chinese character. */
function widthOf(word: string): number {
  return isRun(word) ? 2 : word.length + 1;
}

/** Words with spaces where there were some, and neighbours that are alike as one. */
function join(words: readonly (readonly Piece[])[]): Piece[] {
  const joined: Piece[] = [];
  const add = ({ text, isMatch }: Piece) => {
    const last = joined.at(-1);
    if (last?.isMatch !== isMatch) joined.push({ text, isMatch });
    else joined[joined.length - 1] = { text: last.text + text, isMatch };
  };
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    if (before !== undefined && isSpaced(textOf(before), textOf(word))) {
      add({ text: ' ', isMatch: before.at(-1)?.isMatch === true && word[0]?.isMatch === true });
    }
    word.forEach(add);
  }
  return joined;
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** From one word up to before another. */
type Stretch = readonly [from: number, to: number];

const CUT: readonly Piece[] = [{ text: '…', isMatch: false }];

/** How long an excerpt and what leads into its first match are, in halves of a Chinese character. */
const LENGTH = 170;
const LEAD_IN = 22;

/** How many places are looked at for the best one. */
const MOST_TRIED = 40;
