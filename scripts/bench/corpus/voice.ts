import type { Random } from './random.ts';

/** How one language writes: every call makes up another piece of text. */
export interface Voice {
  /** For a post or a section. */
  heading(random: Random): string;
  /** A short one, for front matter, lists and notes. */
  clause(random: Random): string;
  /** One with its full stop, at times with emphasis, code or a link in it. */
  sentence(random: Random): string;
  /** What stands between sentences. */
  readonly gap: string;
  readonly tableHead: readonly [string, string, string];
  /** A word to stand in a table. */
  word(random: Random): string;
}

/** Sentences of one paragraph, on one line. */
export function paragraph(voice: Voice, random: Random, least = 3, most = 6): string {
  const sentences = Array.from({ length: random.between(least, most) }, () => voice.sentence(random));
  return sentences.join(voice.gap);
}
