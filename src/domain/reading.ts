/** How much there is to read. */
export interface Reading {
  /** Words of scripts that put spaces between words: Latin, Cyrillic, hangul, numbers. */
  readonly words: number;
  /** Characters of scripts that don't: Han and kana. */
  readonly han: number;
  /** Lines of fenced code; blank ones are not counted. */
  readonly codeLines: number;
  /** Whole minutes, at least 1; 0 for an empty text. */
  readonly minutes: number;
}

/** A minute of reading. Code is looked over, a line a second, not read out. */
const A_MINUTE = { words: 230, han: 450, codeLines: 60 };

/**
 * Counts a text, Markdown or plain, script by script, so that one that mixes Chinese and English adds up.
 * Front matter, addresses, tags, comments and MDX's imports are not read, and not counted.
 */
export function readingOf(text: string): Reading {
  const { prose, codeLines } = takeCodeOut(text.replace(frontMatter, ''));
  const read = unread.reduce((rest, [pattern, instead]) => rest.replaceAll(pattern, instead), prose);
  const han = read.match(unspaced)?.length ?? 0;
  const words = read.replaceAll(unspaced, ' ').match(word)?.length ?? 0;
  return { words, han, codeLines, minutes: minutesOf({ words, han, codeLines }) };
}

const frontMatter = /^\uFEFF?(?<fence>---|\+\+\+|;;;)[ \t]*\r?\n[\s\S]*?\n\k<fence>[ \t]*(?:\r?\n|$)/;

/** What stands in the source and is not read, and what stays of it. Lengths are bounded so that no text takes long. */
const unread: readonly (readonly [RegExp, string])[] = [
  [/<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}/g, ' '],
  [/^(?:import|export)[ \t][^\n]*$/gm, ''],
  [/^[ \t]{0,3}\[[^\]\n]{1,500}\]:[^\n]*$/gm, ''],
  [/<[/!?]?[A-Za-z][^<>]{0,5000}>/g, ' '],
  [/\]\([^()\s]{0,5000}(?:\s[^()]{0,500})?\)/g, ']'],
  [/\bhttps?:\/\/[^\s<>)\]，。、；：！？（）「」]{1,5000}/g, ' link '],
];

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’._-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

function takeCodeOut(text: string): { prose: string; codeLines: number } {
  const prose: string[] = [];
  let [fence, codeLines] = ['', 0];
  for (const line of text.split('\n')) {
    const mark = /^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(?<mark>`{3,}(?=[^`]*$)|~{3,})/.exec(line)
      ?.groups?.['mark'];
    if (fence === '') {
      if (mark === undefined) prose.push(line);
      else fence = mark;
    } else if (mark?.startsWith(fence)) fence = '';
    else if (line.trim() !== '') codeLines += 1;
  }
  return { prose: prose.join('\n'), codeLines };
}

function minutesOf({ words, han, codeLines }: Omit<Reading, 'minutes'>): number {
  if (words + han + codeLines === 0) return 0;
  const minutes = words / A_MINUTE.words + han / A_MINUTE.han + codeLines / A_MINUTE.codeLines;
  return Math.max(1, Math.round(minutes));
}

/**
 * For how many seconds a text has to be in view, at the least, before it counts as read: a third of the time it takes.
 * Who was at its end earlier looked for something in it.
 */
export function leastSeconds(minutes: number): number {
  return Math.max(10, minutes * 20);
}
