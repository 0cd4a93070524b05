import { mkdir, readdir, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Compiled, compiledSchema } from './compiled.ts';
import { hashFile, hashText } from './hash.ts';

/**
 * Compiled texts on the disk, each under a key that says everything it depends on. An entry carries the
 * hash of its own bytes, so half a file is compiled again, not served; files appear whole, so two builds
 * may share the folder.
 */
export interface TextCache {
  /** null when there is none, it is broken, or a file it depends on has changed. */
  read(key: string): Promise<Compiled | null>;
  write(key: string, compiled: Compiled): Promise<void>;
  /** Deletes entries nothing has read or written for longer than this, in milliseconds; resolves to how many. */
  prune(unusedFor: number): Promise<number>;
}

/** Opens the cache in a folder; makes the folder. */
export async function openTextCache(folder: string, now: () => number): Promise<TextCache> {
  await mkdir(folder, { recursive: true });
  const pathOf = (key: string) => join(folder, fileName(key));
  return {
    read: async (key) => {
      const compiled = await readEntry(pathOf(key));
      if (compiled === null || !(await isCurrent(compiled))) return null;
      await utimes(pathOf(key), now() / 1000, now() / 1000).catch(() => undefined);
      return compiled;
    },
    write: (key, compiled) => writeEntry(pathOf(key), compiled),
    prune: async (unusedFor) => {
      const pruned = (await readdir(folder)).map((name) => pruneFile(join(folder, name), now() - unusedFor));
      return (await Promise.all(pruned)).filter(Boolean).length;
    },
  };
}

/** Reads one entry and checks that it is whole; null when it is not there or broken. */
export async function readEntry(file: string): Promise<Compiled | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (text.slice(0, Math.max(0, end)) !== hashText(body)) return null;
  return compiledSchema.safeParse(JSON.parse(body)).data ?? null;
}

/** What an entry's file is called. */
export function fileName(key: string): string {
  return `${key}.json`;
}

async function writeEntry(file: string, compiled: Compiled): Promise<void> {
  const body = JSON.stringify(compiled);
  const draft = `${file}.${process.pid}.${hashText(`${file}${performance.now()}`).slice(0, 8)}.tmp`;
  await writeFile(draft, `${hashText(body)}\n${body}`);
  await rename(draft, file);
}

async function isCurrent({ dependencies }: Compiled): Promise<boolean> {
  const checked = Object.entries(dependencies).map(async ([file, hash]) => (await hashFile(file)) === hash);
  return (await Promise.all(checked)).every(Boolean);
}

async function pruneFile(file: string, before: number): Promise<boolean> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  if (mtimeMs >= before) return false;
  return unlink(file).then(
    () => true,
    () => false,
  );
}
