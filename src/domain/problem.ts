/** The place of a problem: a path relative to the project, and a 1-based line. */
export interface Place {
  readonly file: string;
  readonly line?: number;
}

/**
 * Something a person must put right: settings, content, a secret, a port.
 * The message says what happened and why; the hint says what to do. It is printed without a stack.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly hint: string | undefined;
  readonly place: Place | undefined;

  constructor(message: string, options: { hint?: string; place?: Place; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
    this.place = options.place;
  }
}

/** One error out of many problems, so that a person sees all of them in one run. */
export function gather(problems: readonly Problem[]): Problem | AggregateError {
  const [only, ...more] = problems;
  if (only !== undefined && more.length === 0) return only;
  return new AggregateError(problems, `${problems.length} problems`);
}

/** The problems inside an error; null when it is a bug of ours rather than something to put right. */
export function problemsIn(error: unknown): readonly Problem[] | null {
  if (isProblem(error)) return [error];
  if (!(error instanceof AggregateError)) return null;
  const inner = error.errors.map(problemsIn);
  return inner.some((found) => found === null) ? null : inner.flatMap((found) => found ?? []);
}

// By name, not by class: content is compiled in a module graph of the bundler's, which has a Problem of its own.
function isProblem(error: unknown): error is Problem {
  return error instanceof Error && error.name === 'Problem';
}

/**
 * The nearest of the known names by edit distance, when it is near enough to be a slip of the finger: something
 * of what was written is left in it.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.min(Math.max(2, Math.ceil(name.length / 3)), name.length - 1) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** “unknown x; did you mean y? Known: …”, as one hint. */
export function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const list = `Known: ${known.join(', ') || 'none'}.`;
  return near === undefined ? list : `Did you mean “${near}”? ${list}`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
