import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Problem } from '#domain';
import { repository } from './project.ts';

/** A folder outside the repository, where sites are built. */
export interface WorkFolder {
  readonly root: string;
  /** Deletes it, unless it was asked to be kept. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a new temporary folder, or the one to keep.
 *
 * @throws Problem when the folder to keep is in the repository or has something in it
 */
export async function openWorkFolder(keep: string | undefined): Promise<WorkFolder> {
  if (keep === undefined) {
    const root = await mkdtemp(join(tmpdir(), 'byline-bench-'));
    return { root, close: () => rm(root, { recursive: true, force: true, maxRetries: 5 }) };
  }
  const root = resolve(keep);
  if (!relative(repository, root).startsWith('..')) {
    throw new Problem(`--keep ${keep} is inside the repository`, { hint: 'Name a folder outside of it.' });
  }
  await mkdir(root, { recursive: true });
  if ((await readdir(root)).length > 0) {
    throw new Problem(`--keep ${keep} is not empty`, { hint: 'Name a folder that is, or a new one.' });
  }
  return { root, close: async () => undefined };
}
