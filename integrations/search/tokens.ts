/**
 * How text becomes the words of the index. Chinese has no spaces and no two dictionaries cut it alike, so every
 * character goes in with the one after it: 增量构建 → 增量 量构 构建 建. A run of characters is then found by its
 * pairs wherever it stands, and the first characters of the words are the text again.
 */

/** The words of a text, in order: pairs for Chinese, what stands between spaces otherwise. */
export function tokenise(text: string): string[] {
  return chunksOf(text).flatMap((chunk) => (isRun(chunk) ? pairs(chunk) : [chunk]));
}

/** A text in pieces: runs of Chinese, Chinese punctuation, and everything else up to the next of these. */
export function chunksOf(text: string): string[] {
  return narrow(text).match(CHUNKS) ?? [];
}

/** A run's characters, each with the one after it. */
export function pairs(run: string): string[] {
  const characters = [...run];
  return characters.map((character, index) => character + (characters[index + 1] ?? ''));
}

/** The pairs a run of Chinese is looked up by: 数据库 → 数据 据库. A single character is its own. */
export function runTokens(run: string): string[] {
  const all = pairs(run);
  return all.length > 1 ? all.slice(0, -1) : all;
}

/** Whether a chunk is Chinese or Japanese throughout, written without spaces. */
export function isRun(chunk: string): boolean {
  return RUN.test(chunk);
}

/** The text a word stands for: of a pair, the first character. */
export function surface(token: string): string {
  return isRun(token) ? ([...token][0] ?? '') : token;
}

/** A word as it is compared: without signs, accents and capitals. */
export function letters(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}+#]/gu, '');
}

/** Whether a space stood between two pieces of text; none does beside Chinese punctuation. */
export function isSpaced(left: string, right: string): boolean {
  const [before = ' ', after = ' '] = [[...left].at(-1), [...right][0]];
  if (/[\s…]/.test(before + after)) return false;
  if (isRun(before)) return !isRun(after) && ALPHANUMERIC.test(after);
  if (isRun(after)) return ALPHANUMERIC.test(before);
  return !CJK_PUNCTUATION.test(before) && !CJK_PUNCTUATION.test(after);
}

/** Letters and digits as wide as a Chinese character, as everyone else writes them. */
export function narrow(text: string): string {
  return text.normalize('NFC').replace(/[０-９Ａ-Ｚａ-ｚ]/g, (wide) => wide.normalize('NFKC'));
}

/** Stands between two blocks of a page's text. */
export const BLOCK = '¶';

/** Stands between what a page says of itself (title, description, tags) and its text. */
export const BODY = '§';

const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
const WIDE_MARKS = String.raw`\u3000-\u3004\u3008-\u303F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65`;

const CHUNKS = new RegExp(`[${UNSPACED}]+|[${WIDE_MARKS}]+|[^\\s${UNSPACED}${WIDE_MARKS}]+`, 'gu');

const RUN = new RegExp(`^[${UNSPACED}]+$`, 'u');
const CJK_PUNCTUATION = new RegExp(`[${WIDE_MARKS}]`, 'u');
const ALPHANUMERIC = /[\p{L}\p{N}]/u;
