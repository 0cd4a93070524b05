import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { gather, type Place, Problem } from '#domain';

/** What the bundler says of one thing it could not build. */
interface BundlerError {
  readonly message: string;
  readonly code?: string;
  /** The file, absolute. */
  readonly id?: string;
  readonly loc?: { readonly line?: number };
  /** What an import that leads nowhere asked for. */
  readonly exporter?: string;
  /** Where an MDX error is, when it spans several characters. */
  readonly place?: { readonly start?: { readonly line: number } };
}

/**
 * Makes the bundler's errors about an author's files into problems with file and line.
 * Anything else comes back as it is.
 */
export function readBuildError(error: unknown, root: string): unknown {
  const errors = bundlerErrors(error);
  const problems = errors.map((found) => toProblem(found, root));
  if (problems.length === 0 || problems.some((problem) => problem === null)) return error;
  return gather(problems.filter((problem) => problem !== null));
}

function bundlerErrors(error: unknown): readonly BundlerError[] {
  const inner = error instanceof Error && 'errors' in error ? error.errors : [];
  return Array.isArray(inner) ? inner : [];
}

function toProblem(error: BundlerError, root: string): Problem | null {
  if (error.id === undefined || !/\.(mdx?|astro|ts)$/.test(error.id)) return null;
  const file = relative(root, error.id);
  if (error.code === 'UNRESOLVED_IMPORT' && error.exporter !== undefined)
    return missingImport(file, error.exporter);
  const line = error.loc?.line ?? error.place?.start?.line ?? lineInMessage(error.message);
  const place: Place = line === undefined ? { file } : { file, line };
  return new Problem(firstSentence(error.message), { place });
}

function missingImport(file: string, wanted: string): Problem {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const index = lines.findIndex((text) => text.includes(wanted) || text.includes(encodeURI(wanted)));
  const place = index < 0 ? { file } : { file, line: index + 1 };
  const hint = 'The path is relative to the file it stands in; capitals count.';
  return new Problem(`there is no file “${wanted}”`, { place, hint });
}

function lineInMessage(message: string): number | undefined {
  const found = /\((\d+):\d+(?:-\d+:\d+)?\)/.exec(message)?.[1];
  return found === undefined ? undefined : Number(found);
}

function firstSentence(message: string): string {
  return message.split('\n')[0]?.replace(/ \(\d+:\d+(-\d+:\d+)?\)$/, '') ?? message;
}
