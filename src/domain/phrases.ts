import type { Lang } from './language.ts';

/**
 * A title as pieces between which a line may break, so that none breaks inside a Chinese word. A piece holds
 * the punctuation and the particles that belong to it; a text without Chinese is one piece.
 */
export function phrasesOf(text: string, lang: Lang): readonly string[] {
  if (!/\p{sc=Han}/u.test(text)) return [text];
  const phrases: Phrase[] = [];
  for (const { segment } of segmenterFor(lang).segment(text)) {
    const before = phrases.at(-1);
    if (before === undefined || !joins(before.last, segment)) phrases.push({ text: segment, last: segment });
    else phrases.splice(-1, 1, { text: before.text + segment, last: segment });
  }
  return phrases.map((phrase) => phrase.text);
}

/**
 * Whether no line may break between two words: closing marks cling to what is before them, opening ones to
 * what follows, signs to the Latin letters they stand among (`<b>`, `C++`), and a single character to its
 * neighbour, as `Intl.Segmenter` knows few words of three.
 */
function joins(before: string, next: string): boolean {
  if (/^[\s\p{Pe}\p{Pf}\p{Po}\p{Pd}]/u.test(next) || /[\p{Ps}\p{Pi}\s]$/u.test(before)) return true;
  if (/[!-~\p{sc=Latin}]$/u.test(before) && /^[!-~\p{sc=Latin}]/u.test(next)) return true;
  if (leaning.has(before)) return true;
  if (/^[的了着过得地们]/.test(next)) return /\p{sc=Han}$/u.test(before);
  return /^\p{sc=Han}$/u.test(next) && !leaning.has(next) && /\p{sc=Han}$/u.test(before);
}

/** Single characters that lean on what follows: “把它”, “在线”, “小团队”. */
const leaning = new Set([...'把被在用不没很更最越将对从向为与和或是有再第让帮给想会要每这那大小新旧']);

const segmenters = new Map<Lang, Intl.Segmenter>();

function segmenterFor(lang: Lang): Intl.Segmenter {
  const known = segmenters.get(lang) ?? new Intl.Segmenter(lang, { granularity: 'word' });
  segmenters.set(lang, known);
  return known;
}

interface Phrase {
  readonly text: string;
  /** The word it ends with. */
  readonly last: string;
}
