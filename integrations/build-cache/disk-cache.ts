import { mkdir, readdir, readFile, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { hashText } from './hash.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Values on the disk, each under a key that says everything it depends on. An entry carries the hash of its
 * own bytes, so half a file is made again, not served; files appear whole, so two builds may share the folder.
 */
export interface DiskCache<Value> {
  /** null for a missing or damaged entry. */
  read(key: string): Promise<Entry<Value> | null>;
  write(key: string, value: Value): Promise<Entry<Value>>;
  /** Deletes entries nothing has read or written for longer than this, in milliseconds; resolves to how many. */
  prune(unusedFor: number): Promise<number>;
}

/** How long what no build uses is kept, in milliseconds: branches come back. */
export const KEPT_UNUSED = 30 * 86_400_000;

/** A value and the hash of its bytes: two values with one hash are the same. */
export interface Entry<Value> {
  readonly value: Value;
  readonly hash: string;
}

/** Opens a cache in a folder; makes the folder. */
export async function openDiskCache<Schema extends z.ZodType>(
  folder: string,
  schema: Schema,
  now: () => number,
): Promise<DiskCache<z.output<Schema>>> {
  await mkdir(folder, { recursive: true });
  const pathOf = (key: string) => join(folder, `${key}.json`);
  return {
    read: async (key) => {
      const entry = await readEntry(pathOf(key), schema);
      if (entry !== null) await utimes(pathOf(key), now() / 1000, now() / 1000).catch(() => undefined);
      return entry;
    },
    write: async (key, value) => ({ value, hash: await writeEntry(pathOf(key), value) }),
    prune: async (unusedFor) => {
      const pruned = (await readdir(folder)).map((name) => pruneFile(join(folder, name), now() - unusedFor));
      return (await Promise.all(pruned)).filter(Boolean).length;
    },
  };
}

/** Reads one entry and checks that it is whole; null when it is not there or broken. */
export async function readEntry<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<Entry<z.output<Schema>> | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  const hash = hashText(body);
  if (text.slice(0, Math.max(0, end)) !== hash) return null;
  const { data: value } = schema.safeParse(JSON.parse(body));
  return value === undefined ? null : { value, hash };
}

async function writeEntry(file: string, value: unknown): Promise<string> {
  const body = JSON.stringify(value);
  const hash = hashText(body);
  await writeWhole(file, `${hash}\n${body}`);
  return hash;
}

async function pruneFile(file: string, before: number): Promise<boolean> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  if (mtimeMs >= before) return false;
  return unlink(file).then(
    () => true,
    () => false,
  );
}
