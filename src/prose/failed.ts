import { h } from 'hastscript';
import { type Place, Problem, problemsIn } from '#domain';
import { writeHtml } from '#texts';

/**
 * While writing, what is shown where something in a text failed as it was rendered; the rest of the page is
 * there as ever. A build stops on it.
 *
 * @param what failed: `<Chart>`
 * @param place where it stands, if that is known
 * @throws {Problem} in a build
 */
export function failed(error: unknown, what: string, place: Place | undefined): string {
  const problem = problemsIn(error)?.[0] ?? problemOf(error, what, place);
  // Astro prints the stack of what stops a build, which says nothing an author knows; the cause keeps its own.
  if (!import.meta.env.DEV) throw Object.assign(problem, { stack: problem.message });
  const said = `✗ ${whereOf(problem)}${problem.message}`;
  console.error(said);
  return writeHtml(h('p.notice', said));
}

function problemOf(error: unknown, what: string, place: Place | undefined): Problem {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const [line] = message.split('\n');
  // In dev, where the author's own code threw it; in a build that is a bundle.
  const origin = /\b(?:sample\/)?content\/[^\s():]+:\d+/.exec(stack)?.[0];
  const said = `${what} fails while it is rendered: ${line}${origin === undefined ? '' : ` (${origin})`}`;
  return new Problem(said, { cause: error, ...(place === undefined ? {} : { place }) });
}

function whereOf({ place }: Problem): string {
  if (place === undefined) return '';
  return place.line === undefined ? `${place.file} ` : `${place.file}:${place.line} `;
}
