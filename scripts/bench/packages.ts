import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '#domain';
import { repository, writeFiles } from './project.ts';

const exec = promisify(execFile);

/** What the bench has fetched stays here, outside of what the repository depends on. */
export const cacheFolder = join(repository, 'node_modules/.cache/byline-bench');

/**
 * Fills a folder of the cache, once: what is there is complete.
 *
 * @param fill given an empty folder, puts everything there
 * @throws Problem when it cannot be filled
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}.tmp`;
  try {
    await mkdir(draft, { recursive: true });
    await fill(draft);
    await rename(draft, folder);
    return folder;
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw new Problem(`${name} cannot be had: ${lastLines(cause)}`, { cause });
  }
}

/**
 * Packages from npm, by name and exact version; gives the `node_modules` they are in. Peers are the repository's:
 * its `node_modules` is above the cache.
 */
export async function installed(
  name: string,
  dependencies: Readonly<Record<string, string>>,
): Promise<string> {
  const text = JSON.stringify({ private: true, dependencies });
  const key = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const folder = await cached(`${name}-${key}`, async (draft) => {
    await writeFiles(draft, { 'package.json': text });
    await exec('npm', ['install', ...quietly], { cwd: draft });
  });
  return join(folder, 'node_modules');
}

const quietly = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];

function lastLines(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  return (stderr?.trim() || message || String(error)).split('\n').slice(-3).join(' ');
}
