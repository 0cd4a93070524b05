import { z } from 'zod';
import { nearest } from './problem.ts';

/** One thing wrong in a value a person wrote. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  /** `channels.dev.form: expected "summary" or "full", received "all"` */
  readonly text: string;
}

/**
 * A zod error as lines for the author: key, what was expected, what came.
 *
 * @param schema what was asked for; with it, an unknown key is answered with the one that was meant
 */
export function describeMisfits(error: z.ZodError, input: unknown, schema?: z.ZodType): Misfit[] {
  return error.issues.flatMap((issue) => describeIssue(issue, input, schema));
}

function describeIssue(issue: z.core.$ZodIssue, input: unknown, schema?: z.ZodType): Misfit[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = path
      .reduce<z.core.$ZodType[]>(within, schema === undefined ? [] : [schema])
      .flatMap(keysOf);
    return issue.keys.map((key) => ({ path: [...path, key], text: unknownKey(path, key, known) }));
  }
  const where = path.join('.') || 'the whole';
  return [{ path, text: `${where}: ${expectation(issue)}, received ${show(valueAt(input, path))}` }];
}

function unknownKey(path: readonly (string | number)[], key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  return `${[...path, key].join('.')}: unknown key${meant === undefined ? '' : `; did you mean “${meant}”?`}`;
}

/** The schemas one step further in. */
function within(schemas: z.core.$ZodType[], key: string | number): z.core.$ZodType[] {
  return schemas.flatMap(objectsIn).flatMap((schema) => {
    if (schema instanceof z.core.$ZodRecord) return [schema._zod.def.valueType];
    return schema instanceof z.core.$ZodObject ? (schema._zod.def.shape[key] ?? []) : [];
  });
}

function keysOf(schema: z.core.$ZodType): string[] {
  return objectsIn(schema).flatMap((found) =>
    found instanceof z.core.$ZodObject ? Object.keys(found._zod.def.shape) : [],
  );
}

/** The objects and records a schema may be, without what is wrapped around them. */
function objectsIn(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.core.$ZodUnion) return schema._zod.def.options.flatMap(objectsIn);
  const { innerType } = schema._zod.def as { innerType?: z.core.$ZodType };
  return innerType === undefined ? [schema] : objectsIn(innerType);
}

function expectation(issue: z.core.$ZodIssue): string {
  // A schema that says what it wants knows best.
  if (issue.message.startsWith('expected ')) return issue.message;
  if (issue.code === 'invalid_value') return `expected ${issue.values.map(show).join(' or ')}`;
  if (issue.code === 'invalid_union') return unionExpectation(issue);
  if (issue.code === 'invalid_type') return `expected ${article(issue.expected)}`;
  if (issue.code === 'too_small' && issue.origin === 'string') return 'expected some text';
  return issue.message.replace(/^Invalid input: /, '').replace(/^Invalid (.+)$/, 'expected a valid $1');
}

function unionExpectation(issue: z.core.$ZodIssueInvalidUnion): string {
  if ('options' in issue && issue.options) return `expected ${issue.options.map(show).join(' or ')}`;
  const branches = issue.errors.flatMap((branch) => branch.slice(0, 1));
  return branches.map(expectation).join(', or ').replaceAll(', or expected ', ', or ');
}

function article(noun: string): string {
  const name = noun === 'record' ? 'object' : noun;
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined,
    input,
  );
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? 'a date that is none' : value.toISOString();
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
