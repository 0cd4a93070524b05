/**
 * The same Markdown with less in it: blocks of plain prose and code go, and prose beside a link becomes a
 * letter. Headings, links, pictures, markup and MDX stay what and where they were, so a parser finds the
 * same on the same lines, several times sooner.
 */
export function thinSource(text: string): ThinSource {
  const lines = text.split('\n');
  const isTitle = setextTitles(lines);
  const thinned = lines.map((line, index) => (isTitle(index) ? { line, plain: false } : thinLine(line)));
  const open = dropCode(lines, thinned);
  dropPlainBlocks(thinned);
  return { ...withoutGaps(thinned.map(({ line }) => line)), openFence: open };
}

/** A thinned text, and which line of the whole one each of its lines is, both 1-based. */
export interface ThinSource {
  readonly text: string;
  readonly lineOf: (line: number) => number;
  /** The line of a code fence that is never closed. */
  readonly openFence: number | undefined;
}

/** Blank lines cost a parser as much as others; one is as good as ten. */
function withoutGaps(lines: readonly string[]): Omit<ThinSource, 'openFence'> {
  const numbers: number[] = [];
  const kept = lines.filter((line, index) => {
    const keep = line.trim() !== '' || (lines[index - 1] ?? '').trim() !== '';
    if (keep) numbers.push(index + 1);
    return keep;
  });
  return { text: kept.join('\n'), lineOf: (line) => numbers[line - 1] ?? line };
}

/** A line, and whether nothing in it can matter. */
interface Line {
  readonly line: string;
  readonly plain: boolean;
}

/** A block's beginning, and then prose or the row of a table. */
const prose =
  /^(?<start>[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(?:\[[ xX]\] )?)(?<rest>(?:\|[^-:\n]*)?(?:\*{1,3}|`{1,2})?[\p{Script=Han}\p{Script=Latin}，。、“（《「].*)$/u;

/** Words that begin a module's line in MDX. */
const keyword = /^(?:import|export)\b/;

/** Where something that could be a link, markup or an expression begins, and where the last of it ends. */
const begins = /[[\]<>{}!\\=$&@]|:[/:]|www\./;
const ends = /[[\]()<>{}\\=$&@/](?=[^[\]()<>{}\\=$&@/]*$)/;

/** The line below a table's header; without it the rows are prose, which links just as well. */
const tableRule = /^[ \t]*(?=[^\n]*\|)[|:\- \t]+$/;

function thinLine(line: string): Line {
  if (tableRule.test(line)) return { line: 'x', plain: true };
  const { start = '', rest } = prose.exec(line)?.groups ?? {};
  if (rest === undefined || keyword.test(rest)) return { line, plain: false };
  const first = rest.search(begins);
  if (first < 0) return { line: start + letter(rest), plain: true };
  const last = Math.max(first, rest.search(ends) + 1);
  return {
    line: start + letter(rest.slice(0, first)) + rest.slice(first, last) + letter(rest.slice(last)),
    plain: false,
  };
}

/** Runs without a backtick become a letter: backticks decide what is code, on later lines too. */
function letter(text: string): string {
  return text.replaceAll(/[^`]+/g, 'x');
}

/** Drops fenced code that is in no list or quote, where its end is beyond doubt; says which fence is left open. */
function dropCode(source: readonly string[], thinned: Line[]): number | undefined {
  let fence: { mark: string; line: number } | undefined;
  source.forEach((line, index) => {
    const mark = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[0];
    if (fence !== undefined || mark !== undefined) thinned[index] = { line: 'x', plain: true };
    if (fence === undefined) fence = mark === undefined ? undefined : { mark, line: index + 1 };
    else if (mark?.startsWith(fence.mark) && line.trimEnd() === mark) fence = undefined;
  });
  return fence?.line;
}

/** Blocks of which every line is plain, unless what follows is indented: it may belong to the block. */
function dropPlainBlocks(lines: Line[]): void {
  let below = '';
  let end = lines.length;
  for (let index = lines.length - 1; index >= -1; index -= 1) {
    const line = lines[index]?.line ?? '';
    if (line.trim() !== '') continue;
    const block = lines.slice(index + 1, end);
    if (block.length > 0 && block.every(({ plain }) => plain) && !/^[ \t]/.test(below)) {
      for (let at = index + 1; at < end; at += 1) lines[at] = { line: '', plain: true };
    }
    if (block.length > 0) below = block[0]?.line ?? '';
    end = Math.max(index, 0);
  }
}

/** Says which lines are the text of a heading that is underlined. */
function setextTitles(lines: readonly string[]): (index: number) => boolean {
  const titles = new Set<number>();
  lines.forEach((line, index) => {
    if (!/^[ \t>]*(?:=+|-+)[ \t\r]*$/.test(line)) return;
    for (let above = index - 1; above >= 0 && lines[above]?.trim() !== ''; above -= 1) titles.add(above);
  });
  return (index) => titles.has(index);
}
