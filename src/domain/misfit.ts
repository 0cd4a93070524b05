import { z } from 'zod';
import { nearest } from './problem.ts';
import { keysAt, readKey, type SchemaKeys } from './schema-keys.ts';

/** One thing wrong in a value a person wrote. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  /** `channels.dev.form: expected "summary" or "full", received "all"`, or `title is missing` */
  readonly text: string;
  /** The value to write. */
  readonly hint?: string;
}

/**
 * A zod error as lines for the author: key, what was expected, what came.
 *
 * @param schema what was asked for; with it, an unknown key is answered with the one that was meant
 */
export function describeMisfits(error: z.ZodError, input: unknown, schema?: z.ZodType): Misfit[] {
  const found = error.issues.flatMap((issue) => describeIssue(issue, input, schema));
  const meant = new Set(found.flatMap(({ instead }) => instead ?? []));
  // A key that is only misspelt is not missing too.
  const told = found.filter(({ path, instead }) => instead !== undefined || !meant.has(path.join('.')));
  return told.map(({ instead, ...misfit }) => misfit);
}

interface Found extends Misfit {
  /** Of a key nobody knows: the one that was meant, with the path to it. */
  readonly instead?: string | undefined;
}

function describeIssue(issue: z.core.$ZodIssue, input: unknown, schema?: z.ZodType): Found[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  const keys = schema === undefined ? { schemas: [], allowed: [], kinds: [] } : keysAt(schema, path, input);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, keys));
  const value = path.reduce(readKey, input);
  if (path.length > 0 && isBlank(value)) return [lacking(issue, path, value, keys)];
  const wanted = expectation(issue, keys.allowed);
  const received = issue.code === 'invalid_key' ? path.at(-1) : value;
  const text = `${path.join('.') || 'the whole'}: expected ${wanted}, received ${show(received)}`;
  return [
    {
      path,
      text,
      ...asMeant(issue, received),
      ...asList(path, wanted, value),
      ...asText(path, wanted, value),
    },
  ];
}

/** `kind: consultng` is nearly one of those there are. */
function asMeant(issue: z.core.$ZodIssue, received: unknown): { hint?: string } {
  const meant = typeof received === 'string' ? nearest(received, choicesOf(issue)) : undefined;
  return meant === undefined ? {} : { hint: `Did you mean “${meant}”?` };
}

function choicesOf(issue: z.core.$ZodIssue): string[] {
  const values: readonly unknown[] = issue.code === 'invalid_value' ? issue.values : [];
  if (issue.code !== 'invalid_union') return values.filter((value) => typeof value === 'string');
  const options = 'options' in issue && issue.options ? issue.options : [];
  return [
    ...options.filter((option) => typeof option === 'string'),
    ...issue.errors.flatMap((branch) => branch.filter(({ path }) => path.length === 0).flatMap(choicesOf)),
  ];
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function lacking(issue: z.core.$ZodIssue, path: Misfit['path'], value: unknown, keys: SchemaKeys): Found {
  // Of nothing, a schema says no more than its type; of some text, what kind of text it takes.
  const [closer] = keys.schemas.flatMap((schema) => z.safeParse(schema, '…').error?.issues ?? []);
  const isText = issue.code === 'invalid_type' && issue.expected === 'string';
  const wanted = expectation(isText ? (closer ?? issue) : issue, keys.allowed);
  const [key, parent] = [path.at(-1), path.slice(0, -1).join('.')];
  const below = parent === '' ? '' : ` below ${parent}`;
  const verb = value === undefined ? 'Add' : 'Fill in';
  const hint = typeof key === 'number' ? `Write ${wanted} there.` : `${verb} “${key}: …”${below}: ${wanted}.`;
  return { path, text: `${path.join('.')} is ${value === undefined ? 'missing' : 'empty'}`, hint };
}

/** `tags: web` and `tags: web, node` are nearly right. */
function asList(path: Misfit['path'], wanted: string, value: unknown): { hint?: string } {
  if (wanted !== LIST || typeof value === 'object') return {};
  const items = typeof value === 'string' ? value.split(/[,，、]/).map((item) => item.trim()) : [value];
  const written = items.filter((item) => item !== '').map((item) => JSON.stringify(item));
  return { hint: `Write “${path.at(-1)}: [${written.join(', ')}]”.` };
}

/** `title: 2024` is a number to YAML, and `title: true` is no text either. */
function asText(path: Misfit['path'], wanted: string, value: unknown): { hint?: string } {
  if (wanted !== TEXT || typeof value === 'object') return {};
  const [key, quoted] = [path.at(-1), JSON.stringify(String(value))];
  return { hint: typeof key === 'number' ? `Write ${quoted}.` : `Write “${key}: ${quoted}”.` };
}

function unknownKey(path: Misfit['path'], key: string, { allowed, kinds }: SchemaKeys): Found {
  const [where, theirs] = [[...path, key], kinds.filter(({ keys }) => keys.includes(key))];
  const [kind] = theirs;
  if (kind !== undefined) {
    const names = theirs.map(({ name }) => `“${name}”`).join(' or ');
    return { path: where, text: `${where.join('.')}: a key for ${kind.by} ${names} only` };
  }
  const meant = nearest(key, allowed);
  const instead = [...path, meant ?? key].join('.');
  const text = `${where.join('.')}: unknown key`;
  if (meant !== undefined) return { path: where, text: `${text}; did you mean “${meant}”?`, instead };
  return { path: where, text, instead, ...(allowed.length > 0 && { hint: `Known: ${allowed.join(', ')}.` }) };
}

function expectation(issue: z.core.$ZodIssue, keys: readonly string[] = []): string {
  // A schema that says what it wants knows best.
  if (issue.message.startsWith('expected ')) return issue.message.slice('expected '.length);
  if (issue.code === 'invalid_value') return listed(issue.values.map(show));
  if (issue.code === 'invalid_union') return unionExpectation(issue);
  if (issue.code === 'invalid_key' && issue.issues[0]) return expectation(issue.issues[0]);
  if (issue.code === 'invalid_type') return typed(issue.expected, keys);
  if (issue.code === 'too_small' || issue.code === 'too_big') return bounded(issue);
  if (issue.code === 'invalid_format' && issue.format === 'url')
    return 'an address such as https://example.com/';
  return issue.message.replace(/^Invalid input: (expected )?/, '').replace(/^Invalid (.+)$/, 'a valid $1');
}

function unionExpectation(issue: z.core.$ZodIssueInvalidUnion): string {
  if ('options' in issue && issue.options) return listed(issue.options.map(show));
  const branches = issue.errors.flatMap((branch) => branch.slice(0, 1));
  return [...new Set(branches.map((branch) => expectation(branch)))].join(', or ');
}

const LIST = 'a list';
const TEXT = 'some text';

/** The name of a type for an author of YAML. */
function typed(name: string, keys: readonly string[]): string {
  const called: Record<string, string> = {
    string: TEXT,
    tuple: LIST,
    array: LIST,
    boolean: 'true or false',
    int: 'a whole number',
    object: keys.length === 0 ? 'keys with values' : `keys with values: ${keys.join(', ')}`,
    record: 'keys with values',
  };
  return called[name] ?? `a ${name}`;
}

function bounded(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const [limit, edge] =
    issue.code === 'too_small'
      ? [issue.minimum, ['more than', 'at least']]
      : [issue.maximum, ['less than', 'at most']];
  if (issue.origin === 'string' && limit === 1) return TEXT;
  const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' in the list' : '';
  return `${issue.inclusive === false ? edge[0] : edge[1]} ${limit}${unit}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? 'a date that is none' : value.toISOString();
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
