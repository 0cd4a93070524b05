import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { Problem } from '#domain';
import type { Say } from './say.ts';

/**
 * Builds one at a time: two would share Astro's store of content, and each would find in it what the other has
 * read. The second waits, and then finds most of its work done.
 *
 * @param build is given what to ask before it touches `dist/`: it throws where another build has taken over, as one
 * does when this process was stopped for long
 */
export async function oneAtATime<Value>(
  root: string,
  say: Say,
  build: (mayPublish: () => void) => Promise<Value>,
): Promise<Value> {
  let isOurs = true;
  const release = await whenFree(join(root, '.astro'), say, () => {
    isOurs = false;
  });
  try {
    return await build(() => {
      if (!isOurs)
        throw new Problem('another build has begun while this one was stopped', { hint: 'Build again.' });
    });
  } finally {
    if (isOurs) await release();
  }
}

async function whenFree(folder: string, say: Say, onCompromised: () => void): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const settings = {
    lockfilePath: join(folder, 'build.lock'),
    // A build that was killed is not waited for longer.
    stale: 15_000,
    update: 3_000,
    onCompromised,
  };
  try {
    return await lock(folder, settings);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
  }
  say.info('another build is under way; this one begins when it has ended');
  return lock(folder, { ...settings, retries: { forever: true, factor: 1, minTimeout: 250 } });
}
