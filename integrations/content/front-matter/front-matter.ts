import type { z } from 'zod';
import { describeMisfits, Problem } from '#domain';
import { findMatter } from './matter-block.ts';
import { type LineOf, parseMatter } from './parse-matter.ts';

export type { LineOf } from './parse-matter.ts';

/** What the front matter of one file says, or what is wrong with it. */
export type FrontMatter<Data> =
  | { readonly data: Data; readonly lineOf: LineOf; readonly problems: readonly [] }
  | { readonly data: null; readonly lineOf: LineOf; readonly problems: readonly Problem[] };

/**
 * Reads and checks the front matter of a Markdown file: YAML, TOML or JSON.
 *
 * @param file path shown to the author, relative to the project
 */
export function readFrontMatter<Schema extends z.ZodType>(
  file: string,
  source: string,
  schema: Schema,
): FrontMatter<z.output<Schema>> {
  const block = findMatter(source);
  if (block === null) return failed([missingFrontMatter(file, source)]);
  const { data, lineOf, errors } = parseMatter(block);
  if (errors.length === 0) return checked(file, data, schema, lineOf);
  return failed(
    errors.map(({ message, line, hint }) => {
      const place = { file, line };
      const text = `the front matter is not ${block.format}: ${message}`;
      return new Problem(text, hint === undefined ? { place } : { place, hint });
    }),
  );
}

function checked<Schema extends z.ZodType>(
  file: string,
  data: unknown,
  schema: Schema,
  lineOf: LineOf,
): FrontMatter<z.output<Schema>> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return { data: parsed.data, lineOf, problems: [] };
  const misfits = describeMisfits(parsed.error, data, schema).map((misfit) => ({
    ...misfit,
    line: lineOf(misfit.path),
  }));
  const problems = misfits
    .sort((a, b) => a.line - b.line)
    .map(({ text, line, hint }) => new Problem(text, { place: { file, line }, ...(hint && { hint }) }));
  return { data: null, lineOf, problems };
}

function missingFrontMatter(file: string, source: string): Problem {
  const fence = /^\uFEFF?(---|\+\+\+|;;;)[ \t]*\r?$/m.exec(source);
  const open = fence?.index === 0 ? fence[1] : undefined;
  if (open !== undefined) {
    return new Problem('the front matter is never closed', {
      place: { file, line: 1 },
      hint: `Put a line ${open} below its last key.`,
    });
  }
  if (/^\uFEFF?\{[ \t]*\r?\n?[ \t]*"/.test(source)) {
    return new Problem('the front matter is never closed', {
      place: { file, line: 1 },
      hint: 'Put a } on a line of its own below its last key.',
    });
  }
  return new Problem('there is no front matter', {
    place: { file, line: 1 },
    hint: 'Begin the file with a line ---, keys such as “title: …”, and another line ---.',
  });
}

function failed(problems: readonly Problem[]): FrontMatter<never> {
  return { data: null, lineOf: () => 1, problems };
}
