/** What an author said of lines of code, beyond highlighting. */
export type LineMark = 'added' | 'removed' | 'focused';

/** Code without its notations, and the marks of its lines, by number from 1. */
export interface MarkedCode {
  readonly code: string;
  readonly marks: ReadonlyMap<number, LineMark>;
  readonly highlighted: ReadonlySet<number>;
}

/**
 * Reads marks from comments, `// [!code ++]`, `[!code --]`, `[!code focus]` and `[!code highlight]`, and
 * from the words after the language, `ins={1} del={2-3} focus={4}`.
 */
export function readLineMarks(source: string, meta: string): MarkedCode {
  const marks = new Map<number, LineMark>(marksInMeta(meta));
  const highlighted = new Set<number>();
  const lines = source.split('\n').map((line, index) => {
    const mark = notation.exec(line)?.groups?.['mark'];
    if (mark === undefined) return line;
    const meant = notations[mark];
    if (meant === undefined) highlighted.add(index + 1);
    else marks.set(index + 1, meant);
    return line.replace(notation, '');
  });
  return { code: lines.join('\n'), marks, highlighted };
}

/**
 * The words after the language as rehype-pretty-code can take them: `ins={1}` with brackets, because in
 * braces it would be lines to highlight, and no line number so large that its list would not fit memory.
 */
export function shieldMeta(meta: string): string {
  return meta
    .replaceAll(/\b(ins|del|focus)=\{([\d,\s-]*)\}/g, '$1=[$2]')
    .replaceAll(/(?<=\{[^}]*)\d{6,}/g, String(MOST_LINES));
}

const notation =
  /[ \t]*(?:\/\/|#|--|;|%|\/\*|<!--)[ \t]*\[!code (?<mark>\+\+|--|focus|highlight|hl)\][ \t]*(?:\*\/|-->)?[ \t]*$/;

const notations: Readonly<Record<string, LineMark>> = { '++': 'added', '--': 'removed', focus: 'focused' };

const words: Readonly<Record<string, LineMark>> = { ins: 'added', del: 'removed', focus: 'focused' };

function marksInMeta(meta: string): [number, LineMark][] {
  return [...meta.matchAll(/\b(ins|del|focus)=\[([\d,\s-]*)\]/g)].flatMap(([, word = '', ranges = '']) =>
    numbersIn(ranges).map((line): [number, LineMark] => [line, words[word] ?? 'focused']),
  );
}

/** No block has more lines than this, whatever a range says. */
const MOST_LINES = 100_000;

function numbersIn(ranges: string): number[] {
  return ranges.split(',').flatMap((range) => {
    const [from = Number.NaN, to = from] = range.split('-').map((text) => Number.parseInt(text, 10));
    const length = Math.min(to, MOST_LINES) - from + 1;
    return length > 0 ? Array.from({ length }, (_, index) => from + index) : [];
  });
}
