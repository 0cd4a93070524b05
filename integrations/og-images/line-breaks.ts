/**
 * Cuts text into the pieces a line may be broken between; joined, they are the text again.
 *
 * Latin breaks at spaces and after hyphens and dashes. Chinese breaks between words rather than inside
 * them, never before closing punctuation and never after opening punctuation (避头尾).
 */
export function breakable(text: string, lang: string): string[] {
  const boundaries = new Set(segments(text, lang, 'word').map(({ index }) => index));
  const pieces: string[] = [];
  let previous = '';
  for (const { segment, index } of segments(text, lang, 'grapheme')) {
    const breaks = SPACE.test(previous) || HYPHEN.test(previous) || boundaries.has(index);
    if (pieces.length === 0 || (breaks && mayBreak(previous, segment))) pieces.push(segment);
    else pieces[pieces.length - 1] += segment;
    previous = segment;
  }
  return pieces;
}

/**
 * Sets pieces in lines no wider than `width`, in the unit `measure` gives. A piece that is wider is cut. A line
 * is as wide as its pieces together, so a title is measured once however often it is tried.
 */
export function fillLines(pieces: readonly string[], width: number, measure: Measurer): string[] {
  const lines: string[] = [];
  let [line, taken] = ['', 0];
  for (const piece of pieces.flatMap((piece) => (fits(piece) ? [piece] : graphemes(piece)))) {
    if (line !== '' && !fits(piece, taken)) {
      lines.push(line.trimEnd());
      [line, taken] = ['', 0];
    }
    line += piece;
    taken += measure(piece);
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()];

  function fits(piece: string, before = 0): boolean {
    return before + measure(piece.trimEnd()) <= width;
  }
}

/** The same number of lines as {@link fillLines} makes, as even as they get; of two, the first ends where one pauses. */
export function balanceLines(pieces: readonly string[], width: number, measure: Measurer): string[] {
  const count = fillLines(pieces, width, measure).length;
  const paused = count === 2 ? pausedLines(pieces, width, measure) : undefined;
  if (paused !== undefined) return paused;
  // Narrower than its longest word, a line would cut it.
  const longest = Math.max(0, ...pieces.map((piece) => measure(piece.trimEnd())));
  let [tooNarrow, enough] = [Math.min(width, Math.max(width / count / 2, longest)), width];
  while (enough - tooNarrow > 2) {
    const middle = (tooNarrow + enough) / 2;
    if (fillLines(pieces, middle, measure).length > count) tooNarrow = middle;
    else enough = middle;
  }
  return fillLines(pieces, enough, measure);
}

/** Two lines that part at a colon or the like, if both fit and neither is much the shorter. */
function pausedLines(pieces: readonly string[], width: number, measure: Measurer): string[] | undefined {
  const pauses = pieces.flatMap((piece, index) => (PAUSE.test(piece) ? [index + 1] : []));
  const parted = pauses.map((at) =>
    [pieces.slice(0, at), pieces.slice(at)].map((part) => part.join('').trimEnd()),
  );
  const sized = parted.map((lines) => ({ lines, widths: lines.map(measure) }));
  const even = sized.filter(
    ({ widths }) => Math.max(...widths) <= width && Math.min(...widths) * 2 > Math.max(...widths),
  );
  return even.toSorted((a, b) => Math.max(...a.widths) - Math.max(...b.widths))[0]?.lines;
}

/** As much of a line as fits with the ellipsis after it; neither punctuation nor half a Latin word is left before it. */
export function cutLine(line: string, ellipsis: string, width: number, measure: Measurer): string {
  const parts = graphemes(line);
  const cutTo = (count: number) => {
    const kept = parts.slice(0, count).join('');
    const whole = IN_WORD.test(parts[count] ?? '') ? kept.replace(HALF_WORD, '') : kept;
    return (whole || kept).replace(/[\s\p{P}]+$/u, '') + ellipsis;
  };
  let [fitting, tooMany] = [0, parts.length + 1];
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (measure(cutTo(middle)) <= width) fitting = middle;
    else tooMany = middle;
  }
  return cutTo(fitting);
}

/** Whether a language is set by Chinese rules: full-width punctuation, no spaces between words. */
export function isCjk(lang: string): boolean {
  return /^(zh|ja)\b/.test(lang);
}

/** Whether a line that begins with this leaves a blank half at its left. */
export function isOpening(character: string): boolean {
  return NO_END.test(character);
}

/** Graphemes, with what may not begin a line kept on the one before. */
function graphemes(piece: string): string[] {
  const found: string[] = [];
  for (const { segment } of segments(piece, 'en', 'grapheme')) {
    if (found.length > 0 && NO_START.test(segment)) found[found.length - 1] += segment;
    else found.push(segment);
  }
  return found;
}

function mayBreak(before: string, after: string): boolean {
  if (SPACE.test(after) || NO_START.test(after) || NO_END.test(before)) return false;
  if (SPACE.test(before)) return true;
  if (HYPHEN.test(before)) return LETTER.test(after);
  return WIDE.test(before) || WIDE.test(after);
}

function segments(text: string, lang: string, granularity: 'word' | 'grapheme'): Intl.SegmentData[] {
  const key = `${lang} ${granularity}`;
  const segmenter = segmenters.get(key) ?? new Intl.Segmenter(lang, { granularity });
  segmenters.set(key, segmenter);
  return [...segmenter.segment(text)];
}

/** Making one takes longer than a title takes it. */
const segmenters = new Map<string, Intl.Segmenter>();

const IN_WORD = /^[\p{Script=Latin}\p{N}'’-]/u;
const HALF_WORD = /[\p{Script=Latin}\p{N}'’-]+$/u;
const SPACE = /^\s/u;
const HYPHEN = /^[-–—]$/u;
const LETTER = /^\p{L}/u;
/** What stands without spaces: Han, kana, their punctuation, and emoji. */
const WIDE =
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u{3000}-\u{303F}\u{FF00}-\u{FFEF}“”‘’…—·]|\p{RGI_Emoji})/v;
/** Ends a part of a title that is said in one breath. */
const PAUSE = /(?:[：；，。！？]|[:;,!?—–]\s?)$/u;
const NO_START = /^[，。、；：？！）》〉」』】〕〗｝］”’％‰℃…—～·・ー々,.;:?!)\]}%°]/u;
const NO_END = /^[（《〈「『【〔〖｛［“‘¥$€£#@([{]/u;

type Measurer = (text: string) => number;
