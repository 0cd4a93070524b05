import { mkdir, readdir, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { hashText } from './hash.ts';

/**
 * Values on the disk, each under a key that says everything it depends on. An entry carries the hash of its
 * own bytes, so half a file is made again, not served; files appear whole, so two builds may share the folder.
 */
export interface DiskCache<Value> {
  /** null when there is none or it is broken. */
  read(key: string): Promise<Value | null>;
  write(key: string, value: Value): Promise<void>;
  /** Deletes entries nothing has read or written for longer than this, in milliseconds; resolves to how many. */
  prune(unusedFor: number): Promise<number>;
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
      const value = await readEntry(pathOf(key), schema);
      if (value !== null) await utimes(pathOf(key), now() / 1000, now() / 1000).catch(() => undefined);
      return value;
    },
    write: (key, value) => writeEntry(pathOf(key), value),
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
): Promise<z.output<Schema> | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (text.slice(0, Math.max(0, end)) !== hashText(body)) return null;
  return schema.safeParse(JSON.parse(body)).data ?? null;
}

let written = 0;

async function writeEntry(file: string, value: unknown): Promise<void> {
  const body = JSON.stringify(value);
  written += 1;
  const draft = `${file}.${process.pid}-${written}.tmp`;
  await writeFile(draft, `${hashText(body)}\n${body}`);
  await rename(draft, file);
}

async function pruneFile(file: string, before: number): Promise<boolean> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  if (mtimeMs >= before) return false;
  return unlink(file).then(
    () => true,
    () => false,
  );
}
