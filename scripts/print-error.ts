import pc from 'picocolors';
import { type Place, type Problem, problemsIn } from '#domain';

/** Tells a person on stderr what went wrong; the stack of a bug only with `BYLINE_TRACE=1`. */
export function printError(error: unknown): void {
  const problems = problemsIn(error);
  if (problems === null) printUnexpected(error);
  else printProblems(problems);
}

/** Each problem with its place and what to do; a count when there are several. */
export function printProblems(problems: readonly Problem[]): void {
  for (const problem of problems) {
    console.error(describe(problem));
    if (isTraced() && problem.cause instanceof Error) console.error(pc.dim(problem.cause.stack ?? ''));
  }
  if (problems.length > 1) console.error(pc.bold(`${problems.length} problems.`));
}

function describe({ message, place, hint }: Problem): string {
  const where = place === undefined ? '' : `${pc.cyan(formatPlace(place))}\n  `;
  const todo = hint === undefined ? '' : `\n  ${pc.dim(hint)}`;
  return `${pc.red('✗')} ${where}${message}${todo}\n`;
}

function formatPlace({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}

function printUnexpected(error: unknown): void {
  const { message, hint, loc, stack } = readError(error);
  const where = loc?.file === undefined ? '' : `${pc.cyan(formatPlace(relativePlace(loc)))}\n  `;
  const todo = hint === undefined ? '' : `\n  ${pc.dim(hint)}`;
  console.error(`${pc.red('✗')} ${where}${message}${todo}`);
  if (isTraced()) console.error(pc.dim(stack ?? ''));
  else console.error(pc.dim('  Run it again with BYLINE_TRACE=1 to see where in the code it happened.'));
}

/** Whether whoever mends the code is at work. */
function isTraced(): boolean {
  return process.env['BYLINE_TRACE'] === '1';
}

/** What Astro and Vite say of an error beside its message. */
interface FoundError {
  readonly message: string;
  readonly hint?: string;
  readonly loc?: Partial<Place>;
  readonly stack?: string;
}

function readError(error: unknown): FoundError {
  return error instanceof Error ? error : { message: String(error) };
}

function relativePlace({ file = '', line }: Partial<Place>): Place {
  const inside = file.replace(`${process.cwd()}/`, '');
  return line === undefined ? { file: inside } : { file: inside, line };
}
