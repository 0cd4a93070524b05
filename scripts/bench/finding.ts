/** What a bench found out about one thing. `--json` writes a list of these. */
export interface Finding {
  /** `build/mdx/byline/cold/wall`; for a share, `<part> ÷ <whole>`. */
  readonly measure: string;
  /** null when it could not be measured here. */
  readonly value: number | null;
  readonly unit: Unit;
  /** `≤ 0.5`; null when nothing was promised. */
  readonly goal: string | null;
  /** null when there is no goal or no value. */
  readonly holds: boolean | null;
}

export type Unit = 's' | 'MB' | 'KB' | 'ratio' | 'points' | 'per s' | 'count';

/** A value nothing was promised of. */
export function observed(measure: string, value: number, unit: Unit): Finding {
  return { measure, value: rounded(value), unit, goal: null, holds: null };
}

/** A value that may not be above a limit; what is compared is what is shown. */
export function atMost(limit: number, measure: string, value: number | null, unit: Unit): Finding {
  const shown = value === null ? null : rounded(value);
  return { measure, value: shown, unit, goal: `≤ ${limit}`, holds: shown === null ? null : shown <= limit };
}

/** A value that may not be below a limit; what is compared is what is shown. */
export function atLeast(limit: number, measure: string, value: number | null, unit: Unit): Finding {
  const shown = value === null ? null : rounded(value);
  return { measure, value: shown, unit, goal: `≥ ${limit}`, holds: shown === null ? null : shown >= limit };
}

/** A part of a whole; null when either was not measured or the whole is nothing. */
export function share(part: number | undefined, whole: number | undefined): number | null {
  return part === undefined || whole === undefined || whole === 0 ? null : part / whole;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
