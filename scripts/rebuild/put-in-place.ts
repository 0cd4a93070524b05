import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ignoreAbsent } from './ignore-absent.ts';

/**
 * Puts new files into the built site, each in one step: who asks for one gets the old or the new.
 *
 * @param whole folders that take the place of those of the same names, with all that was in them
 */
export async function putInPlace(staging: string, dist: string, whole: readonly string[]): Promise<void> {
  for (const folder of whole)
    await replaceFolder(join(staging, folder), join(dist, folder), `${staging}-old`);
  const entries = await readdir(staging, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(files.map((file) => move(file, join(dist, relative(staging, file)))));
}

async function replaceFolder(next: string, current: string, aside: string): Promise<void> {
  await rm(aside, { recursive: true, force: true });
  await mkdir(dirname(current), { recursive: true });
  await rename(current, aside).catch(ignoreAbsent);
  await rename(next, current);
  await rm(aside, { recursive: true, force: true });
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}
