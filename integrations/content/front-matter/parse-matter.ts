import { parse as parseToml, TomlDate, TomlError } from 'smol-toml';
import { type ErrorCode, isMap, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import { openCell } from '../../foundation/bridge.ts';
import type { MatterBlock } from './matter-block.ts';
import { yamlSlip } from './yaml-slip.ts';

/** What front matter says, unchecked. Dates are text, as written: the schema decides which are dates. */
export interface ParsedMatter {
  readonly data: unknown;
  readonly lineOf: LineOf;
  /** Why it could not be read; empty when it could. */
  readonly errors: readonly MatterError[];
}

/** The 1-based line of a key in the file; of the nearest parent that is there when the key is not. */
export type LineOf = (path: readonly (string | number)[]) => number;

export interface MatterError {
  readonly message: string;
  readonly line: number;
  readonly hint?: string;
}

/** Reads YAML, TOML or JSON, with the line of each key. The same block is the same value: it is not to be changed. */
export function parseMatter(block: MatterBlock): ParsedMatter {
  const key = `${block.format} ${block.linesBefore} ${block.text}`;
  const known = parsed.get(key) ?? parsers[block.format](block);
  parsed.set(key, known);
  return known;
}

// A build reads each file twice: where content is checked and where it is loaded.
const cell = openCell<Map<string, ParsedMatter>>('parsedMatter');
cell.value ??= new Map();
const parsed = cell.value;

const parsers = { YAML: parseYaml, TOML: parseTomlMatter, JSON: parseJson };

function parseYaml({ text, linesBefore }: MatterBlock): ParsedMatter {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf: LineOf = (path) => lineIn(document, path, lines) + linesBefore;
  const written = text.split('\n');
  const errors = document.errors.map((error) => {
    const { line } = lines.linePos(isOpenQuote(error) ? lastQuote(document) : error.pos[0]);
    const slip = yamlSlip(written[line - 1] ?? '');
    return { message: messageIn(error), hint: hintFor(error), ...slip, line: line + linesBefore };
  });
  if (errors.length > 0) return { data: null, lineOf, errors };
  try {
    return { data: document.toJS() ?? {}, lineOf, errors };
  } catch (error) {
    return failed({ message: messageOf(error), line: linesBefore + 1 });
  }
}

/** The parser names the end of the text, up to which it looked for the other quote. */
function isOpenQuote({ code, message }: YAMLError): boolean {
  return code === 'MISSING_CHAR' && message.startsWith('Missing closing');
}

/** Where the quote stands that is never closed: nothing is read after it. */
function lastQuote(document: ReturnType<typeof parseDocument>): number {
  let start = 0;
  visit(document, {
    Scalar: (_, { type, range }) => {
      if (type?.startsWith('QUOTE')) start = range?.[0] ?? start;
    },
  });
  return start;
}

function hintFor(error: YAMLError): string {
  const { code, message } = error;
  if (isOpenQuote(error)) return 'Close it: write the same quote at the end of the value.';
  if (code === 'BAD_INDENT' && message.startsWith('Flow'))
    return `Close it with ${message.endsWith(']') ? ']' : '}'}.`;
  if (isPastEnd(message))
    return 'A value that begins with a quote ends with the next: use the other kind inside, or close the one above.';
  return hints[code] ?? 'A value with “: ” or “#” in it needs quotes.';
}

function messageIn({ code, message }: YAMLError): string {
  if (code === 'TAB_AS_INDENT') return 'YAML is not indented with tabs';
  return isPastEnd(message)
    ? 'there is something after the end of the value'
    : (message.split('\n')[0] ?? '');
}

/** `"a" b` */
function isPastEnd(message: string): boolean {
  return message.endsWith('at node end');
}

const hints: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Put two spaces in place of each tab.',
  DUPLICATE_KEY: 'Leave one of the two.',
  BAD_DQ_ESCAPE: 'Put it in single quotes, where “\\” is itself.',
  MULTILINE_IMPLICIT_KEY: 'A line is “key: value”; one that goes on with the value above is indented.',
};

/** JSON is YAML, so its lines are found as YAML's are; whether it is JSON, `JSON.parse` says. */
function parseJson(block: MatterBlock): ParsedMatter {
  const { lineOf } = parseYaml({ ...block, text: block.text.replaceAll('\t', ' ') });
  try {
    return { data: JSON.parse(block.text), lineOf, errors: [] };
  } catch (error) {
    const message = messageOf(error);
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    const line = block.linesBefore + block.text.slice(0, at).split('\n').length;
    const reason = message.replace(/ in JSON at position.*$/, '').replace(/, (\.\.\.)?".*$/s, '');
    return failed({
      message: reason,
      line,
      hint: 'Keys and text in double quotes; no comma after the last.',
    });
  }
}

function parseTomlMatter({ text, linesBefore }: MatterBlock): ParsedMatter {
  try {
    const data = datesAsText(parseToml(text));
    return { data, lineOf: (path) => tomlLine(text, path) + linesBefore, errors: [] };
  } catch (error) {
    const line = (error instanceof TomlError ? error.line : 1) + linesBefore;
    const reason =
      messageOf(error)
        .split('\n')[0]
        ?.replace(/^Invalid TOML document: /, '') ?? '';
    return failed({ message: reason, line, hint: 'Text needs quotes: title = "…".' });
  }
}

function datesAsText(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(datesAsText);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, datesAsText(inner)]));
}

/** The parser keeps no places; a key's line begins with it, below its table's heading. */
function tomlLine(text: string, path: readonly (string | number)[]): number {
  const keys = path.filter((key) => typeof key === 'string');
  const lines = text.split('\n');
  const table = keys.slice(0, -1).join('.');
  const heading =
    table === '' ? -1 : lines.findIndex((line) => line.trim().replaceAll(/[[\]\s]/g, '') === table);
  const below = lines.findIndex((line, index) => index > heading && keyOf(line) === keys.at(-1));
  const at = below >= 0 ? below : lines.findIndex((line) => keyOf(line) === keys[0]);
  return Math.max(at, heading, 0) + 1;
}

function keyOf(line: string): string | undefined {
  return /^\s*["']?(?<key>[^"'=\s]+)["']?\s*=/.exec(line)?.groups?.['key'];
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

function failed(error: MatterError): ParsedMatter {
  return { data: null, lineOf: () => 1, errors: [error] };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
