import { parse as parseToml, TomlDate } from 'smol-toml';
import { parseDocument } from 'yaml';
import type { Tell } from '../importer.ts';

/** A file's front matter and what comes after it. */
export interface Matter {
  readonly data: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** 1-based line of the file on which the body begins. */
  readonly bodyLine: number;
}

/**
 * Splits front matter off a text: YAML between `---`, TOML between `+++`, JSON in braces or between `;;;`,
 * and Hexo's YAML without an opening line. What cannot be read is told, and the file left out: null.
 */
export function readMatter(file: string, text: string, tell: Tell): Matter | null {
  const found = split(text.replace(/^\uFEFF/, ''));
  try {
    const data = plain(
      parsers[found.form](found.matter, (what) => tell({ level: 'look', file, line: 1, what })),
    );
    return { data: isRecord(data) ? data : {}, body: found.body, bodyLine: lines(found.before) + 1 };
  } catch (error) {
    const what = `the front matter is not ${found.form.toUpperCase()}${faultIn(error)}`;
    tell({ level: 'left-out', file, line: 1, what });
    return null;
  }
}

/** A settings file: `_config.yml`, `hugo.toml`, `config.json`. Empty when it cannot be read, which is told. */
export function readSettings(file: string, text: string, tell: Tell): Record<string, unknown> {
  const form = file.endsWith('.toml') ? 'toml' : file.endsWith('.json') ? 'json' : 'yaml';
  try {
    const data = plain(parsers[form](text, (what) => tell({ level: 'look', file, what })));
    return isRecord(data) ? data : {};
  } catch (error) {
    tell({ level: 'look', file, what: `these settings could not be read${faultIn(error)}` });
    return {};
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

type Form = 'yaml' | 'toml' | 'json';

const parsers: Record<Form, (text: string, say: (what: string) => void) => unknown> = {
  yaml: parseYaml,
  toml: (text) => parseToml(text),
  json: (text) => (text.trim() === '' ? {} : JSON.parse(text)),
};

const fences: readonly { readonly open: RegExp; readonly close: RegExp; readonly form: Form }[] = [
  { open: /^-{3,}[ \t]*\n/, close: /^-{3,}[ \t]*(?:\n|$)/m, form: 'yaml' },
  { open: /^\+{3}[ \t]*\n/, close: /^\+{3}[ \t]*(?:\n|$)/m, form: 'toml' },
  { open: /^;{3,}[ \t]*\n/, close: /^;{3,}[ \t]*(?:\n|$)/m, form: 'json' },
];

interface Split {
  readonly form: Form;
  readonly matter: string;
  /** Everything up to the body. */
  readonly before: string;
  readonly body: string;
}

function split(text: string): Split {
  for (const { open, close, form } of fences) {
    const start = open.exec(text)?.[0];
    const end = start === undefined ? null : close.exec(text.slice(start.length));
    if (start === undefined || end === null) continue;
    const matter = text.slice(start.length, start.length + end.index);
    if (form === 'yaml' && !looksLikeKeys(matter)) continue;
    return cut(
      text,
      form,
      form === 'json' ? `{${matter}}` : matter,
      start.length + end.index + end[0].length,
    );
  }
  return splitJson(text) ?? splitOpenless(text) ?? cut(text, 'yaml', '', 0);
}

/** Hugo: the front matter is a JSON object that ends in a brace at the beginning of a line. */
function splitJson(text: string): Split | null {
  const found = /^\{[ \t]*\n[\s\S]*?\n\}[ \t]*(?:\n|$)/.exec(text)?.[0];
  return found === undefined ? null : cut(text, 'json', found, found.length);
}

/** Hexo: keys from the first line on, up to a line `---`. */
function splitOpenless(text: string): Split | null {
  const found = /^(?<matter>(?:[a-z_]+:(?:[ \t].*)?\n(?:[ \t-].*\n)*)+)-{3,}[ \t]*(?:\n|$)/.exec(text);
  const matter = found?.groups?.['matter'];
  return found === null || matter === undefined ? null : cut(text, 'yaml', matter, found[0].length);
}

function cut(text: string, form: Form, matter: string, length: number): Split {
  return { form, matter, before: text.slice(0, length), body: text.slice(length) };
}

/** A text may begin with a rule (`---`) and have another one later. */
function looksLikeKeys(matter: string): boolean {
  return matter.trim() === '' || /^[\p{L}_"'][^\n:]*:/mu.test(matter);
}

function parseYaml(text: string, say: (what: string) => void): unknown {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length === 0) return document.toJS();
  const mended = parseDocument(text.split('\n').map(quoteValue).join('\n'), { uniqueKeys: false });
  if (mended.errors[0] !== undefined) throw document.errors[0] ?? mended.errors[0];
  say(`the front matter is not valid YAML${faultIn(document.errors[0])}; see whether it was read right`);
  return mended.toJS();
}

/**
 * What a parser says is wrong, without the text it quotes, which may be a password. JSON's parser says
 * nothing else.
 */
function faultIn(error: unknown): string {
  if (!(error instanceof Error) || error instanceof SyntaxError) return '';
  const [why = ''] = error.message.split(/\n|: |["“`]/, 1);
  return why.trim() === '' ? '' : ` (${why.trim()})`;
}

/** `title: Redis: why` and `title: @home`, which many engines let pass, in quotes; tabs as spaces. */
function quoteValue(line: string): string {
  const spaced = line.replace(/^\t+/, (tabs) => '  '.repeat(tabs.length)).replace(/:\t+/, ': ');
  const found = /^(?<key>[\w-]+): +(?<value>[^\s"'[{|>].*?|\[[^\]]*\].+)\s*$/.exec(spaced)?.groups;
  const [key, value] = [found?.['key'], found?.['value']];
  const odd = value !== undefined && (/: |:$| #|\t/.test(value) || /^[@`%&*!,?\]}[-]/.test(value));
  return odd ? `${key}: ${JSON.stringify(value)}` : spaced;
}

/** TOML's dates as they were written, zone or none, so that one reader takes the dates of all forms. */
function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function lines(text: string): number {
  return text.split('\n').length - 1;
}
