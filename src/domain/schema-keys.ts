import { z } from 'zod';

/** The keys a value may have at a path of a schema; of a union told apart by a key, those of the kind it is. */
export function keysAt(schema: z.ZodType, path: readonly (string | number)[], input: unknown): SchemaKeys {
  const { schemas, value } = path.reduce<Spot>(within, { schemas: [schema], value: input });
  const allowed = schemas.flatMap((found) => objectsIn(found, value)).flatMap(shapeKeys);
  const kinds = schemas.flatMap((found) => otherKinds(found, value));
  return { schemas, allowed: [...new Set(allowed)], kinds };
}

export interface SchemaKeys {
  /** The schema at the path. */
  readonly schemas: readonly z.core.$ZodType[];
  readonly allowed: readonly string[];
  /** Other kinds a value here could have been, and the keys of each. */
  readonly kinds: readonly Kind[];
}

export interface Kind {
  /** The key that tells them apart. */
  readonly by: string;
  readonly name: string;
  readonly keys: readonly string[];
}

interface Spot {
  readonly schemas: readonly z.core.$ZodType[];
  readonly value: unknown;
}

/** One step further in. */
function within({ schemas, value }: Spot, key: string | number): Spot {
  const inner = schemas
    .flatMap((schema) => objectsIn(schema, value))
    .flatMap((schema) => inside(schema, key));
  return { schemas: inner, value: readKey(value, key) };
}

function inside(schema: z.core.$ZodType, key: string | number): z.core.$ZodType[] {
  if (schema instanceof z.core.$ZodRecord) return [schema._zod.def.valueType];
  if (schema instanceof z.core.$ZodArray) return [schema._zod.def.element];
  const found = schema instanceof z.core.$ZodObject ? schema._zod.def.shape[key] : undefined;
  return found === undefined ? [] : [found];
}

/** The objects, records and lists a value of a schema may be, without what is wrapped around them. */
function objectsIn(schema: z.core.$ZodType, value: unknown): z.core.$ZodType[] {
  if (schema instanceof z.core.$ZodUnion) {
    const options = schema._zod.def.options;
    const same = options.filter((option) => isKind(schema, option, value));
    return (same.length > 0 ? same : options).flatMap((option) => objectsIn(option, value));
  }
  const { innerType } = schema._zod.def as { innerType?: z.core.$ZodType };
  return innerType === undefined ? [schema] : objectsIn(innerType, value);
}

function shapeKeys(schema: z.core.$ZodType): string[] {
  return schema instanceof z.core.$ZodObject ? Object.keys(schema._zod.def.shape) : [];
}

function otherKinds(schema: z.core.$ZodType, value: unknown): Kind[] {
  if (!(schema instanceof z.core.$ZodDiscriminatedUnion)) return [];
  const by = schema._zod.def.discriminator;
  const others = schema._zod.def.options.filter((option) => !isKind(schema, option, value));
  return others.flatMap((option) => {
    const names = [...(option._zod.propValues?.[by] ?? [])];
    return names.map((name) => ({ by, name: String(name), keys: shapeKeys(option) }));
  });
}

function isKind(union: z.core.$ZodType, option: z.core.$ZodType, value: unknown): boolean {
  if (!(union instanceof z.core.$ZodDiscriminatedUnion)) return false;
  const by = union._zod.def.discriminator;
  return option._zod.propValues?.[by]?.has(readKey(value, by) as z.core.util.Primitive) ?? false;
}

/** The value under a key; undefined for a missing key. */
export function readKey(value: unknown, key: string | number): unknown {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;
}
