import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Millis } from '#domain';

/**
 * Drawn cards on disk, `<key>.<hash of the PNG>.png`: an entry whose bytes are not what its name says is
 * broken, and is as good as none.
 *
 * @param folder made when it is not there
 */
export async function openCache(folder: string, now: () => Millis): Promise<CardCache> {
  await mkdir(folder, { recursive: true });
  const names = new Map((await readdir(folder)).map((name) => [keyOf(name), name]));
  const used = new Set<string>();
  return {
    isEmpty: names.size === 0,
    async read(key) {
      const name = names.get(key);
      const png = name === undefined ? null : await readWhole(join(folder, name), name);
      if (png === null || name === undefined) return null;
      used.add(name);
      // Another build may have pruned it, or be somebody else's.
      await utimes(join(folder, name), now() / 1000, now() / 1000).catch(() => undefined);
      return png;
    },
    async write(key, png) {
      const name = `${key}.${digest(png)}.png`;
      used.add(name);
      // Half a file is known by its name.
      await writeFile(join(folder, name), png);
      names.set(key, name);
    },
    async prune(olderThan) {
      const unused = (await readdir(folder)).filter((name) => !used.has(name));
      await Promise.all(unused.map((name) => removeOld(join(folder, name), now() - olderThan)));
    },
  };
}

/** One key for everything a card is drawn from, in any order of its properties. */
export function cacheKey(inputs: Readonly<Record<string, unknown>>): string {
  const sorted = Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1));
  return digest(JSON.stringify(sorted));
}

/** The first 128 bits of a SHA-256, in hex. */
export function digest(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 32);
}

/** The bytes, when they are those the name was made from; a broken entry is removed. */
async function readWhole(path: string, name: string): Promise<Buffer | null> {
  const png = await readFile(path).catch(() => null);
  if (png !== null && name === `${keyOf(name)}.${digest(png)}.png`) return png;
  await rm(path, { force: true });
  return null;
}

async function removeOld(path: string, before: Millis): Promise<void> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: before }));
  if (mtimeMs < before) await rm(path, { force: true });
}

function keyOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
}

export interface CardCache {
  /** Whether there was nothing in it when it was opened. */
  readonly isEmpty: boolean;
  /** The PNG drawn before; null when there is none, or it is broken. */
  read(key: string): Promise<Buffer | null>;
  write(key: string, png: Buffer): Promise<void>;
  /** Removes what was neither read nor written here and is older than so many milliseconds. */
  prune(olderThan: Millis): Promise<void>;
}
