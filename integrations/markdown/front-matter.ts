import { isMap, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { describeMisfits, Problem } from '#domain';

/** What the front matter of one file says, or what is wrong with it. */
export type FrontMatter<Data> =
  | { readonly data: Data; readonly lineOf: LineOf; readonly problems: readonly [] }
  | { readonly data: null; readonly lineOf: LineOf; readonly problems: readonly Problem[] };

/** The 1-based line of a key in the file; of the nearest parent that is there when the key is not. */
export type LineOf = (path: readonly (string | number)[]) => number;

/**
 * Reads and checks the YAML front matter of a Markdown file.
 *
 * @param file path shown to the author, relative to the project
 */
export function readFrontMatter<Schema extends z.ZodType>(
  file: string,
  source: string,
  schema: Schema,
): FrontMatter<z.output<Schema>> {
  const yaml = frontMatterText(source);
  if (yaml === null) return failed([missingFrontMatter(file)]);
  const lines = new LineCounter();
  const document = parseDocument(yaml.text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return failed(document.errors.map((error) => yamlProblem(file, error, lines, yaml.firstLine)));
  }
  const lineOf: LineOf = (path) => lineIn(document, path, lines) + yaml.firstLine;
  return checked(file, document.toJS() ?? {}, schema, lineOf);
}

function checked<Schema extends z.ZodType>(
  file: string,
  data: unknown,
  schema: Schema,
  lineOf: LineOf,
): FrontMatter<z.output<Schema>> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return { data: parsed.data, lineOf, problems: [] };
  const misfits = describeMisfits(parsed.error, data).map(({ path, text }) => ({ text, line: lineOf(path) }));
  const problems = misfits
    .sort((a, b) => a.line - b.line)
    .map(({ text, line }) => new Problem(text, { place: { file, line } }));
  return { data: null, lineOf, problems };
}

const opening = /^\uFEFF?(?<fence>---)[ \t]*\r?\n/;

function frontMatterText(source: string): { text: string; firstLine: number } | null {
  const start = opening.exec(source)?.[0];
  if (start === undefined) return null;
  const rest = source.slice(start.length);
  const end = /^---[ \t]*$/m.exec(rest);
  return end === null ? null : { text: rest.slice(0, end.index), firstLine: 1 };
}

function lineIn(
  document: ReturnType<typeof parseDocument>,
  path: readonly (string | number)[],
  lines: LineCounter,
): number {
  const parent = document.getIn(path.slice(0, -1), true);
  const container = path.length <= 1 ? document.contents : parent;
  const key = path.at(-1);
  if (isMap(container)) {
    const pair = container.items.find((item) => String(item.key) === String(key));
    const range = rangeOf(pair?.key);
    if (range !== undefined) return lines.linePos(range[0]).line;
  }
  const range = rangeOf(document.getIn(path, true)) ?? rangeOf(container);
  return range === undefined ? 1 : lines.linePos(range[0]).line;
}

function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  if (node === null || typeof node !== 'object' || !('range' in node)) return undefined;
  return (node.range as [number, number, number] | null) ?? undefined;
}

function missingFrontMatter(file: string): Problem {
  return new Problem('there is no front matter', {
    place: { file, line: 1 },
    hint: 'Begin the file with a line ---, keys such as “title: …”, and another line ---.',
  });
}

function yamlProblem(
  file: string,
  error: { message: string; pos: readonly [number, number] },
  lines: LineCounter,
  firstLine: number,
): Problem {
  const message = `the front matter is not YAML: ${error.message.split('\n')[0] ?? ''}`;
  const place = { file, line: lines.linePos(error.pos[0]).line + firstLine };
  return new Problem(message, { place, hint: 'A value with “: ” or “#” in it needs quotes.' });
}

function failed(problems: readonly Problem[]): FrontMatter<never> {
  return { data: null, lineOf: () => 1, problems };
}
