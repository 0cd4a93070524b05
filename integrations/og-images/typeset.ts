import type { Block, Line, Measure, Step, Typesetter } from './card.ts';
import type { Fonts } from './fonts.ts';
import { balanceLines, breakable, cutLine, fillLines, isCjk, isOpening } from './line-breaks.ts';

/** Sets text of one language in the given fonts: the first step it fits in, else the last with an ellipsis. */
export function typesetter(lang: string, measure: Fonts['measure']): Typesetter {
  return (text, how) => {
    const pieces = breakable(text, lang);
    const atSize = (size: number) => (part: string) => measure(part, { size, weight: how.weight, lang });
    const step = how.steps.find(
      ({ size, lines }) => fillLines(pieces, how.width, atSize(size)).length <= lines,
    );
    const { size } = step ?? lastOf(how.steps);
    const lines = step ? fill(pieces, how, atSize(size)) : clamp(pieces, how, atSize(size), lang);
    return {
      size,
      weight: how.weight,
      lines: lines.map((line) => flush(line, atSize(size))),
    } satisfies Block;
  };
}

function fill(pieces: readonly string[], how: Measure, measure: (text: string) => number): string[] {
  return (how.balanced ? balanceLines : fillLines)(pieces, how.width, measure);
}

function clamp(
  pieces: readonly string[],
  { steps, width }: Measure,
  measure: (text: string) => number,
  lang: string,
): string[] {
  const most = lastOf(steps).lines;
  const lines = fillLines(pieces, width, measure);
  const kept = lines.slice(0, most - 1);
  const rest = lines.slice(most - 1).join(isCjk(lang) ? '' : ' ');
  return [...kept, cutLine(rest, isCjk(lang) ? '…' : '...', width, measure)];
}

/** A full-width opening bracket is ink in its right half only. */
function flush(text: string, measure: (text: string) => number): Line {
  const [first = ''] = text;
  const isFullWidth = measure(first) >= measure('中');
  return { text, outdent: isOpening(first) && isFullWidth ? measure(first) / 2 : 0 };
}

function lastOf(steps: readonly [Step, ...Step[]]): Step {
  return steps.at(-1) ?? steps[0];
}
