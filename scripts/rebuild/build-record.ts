import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readCacheFile } from '../../integrations/build-cache/read-cache-file.ts';
import { writeWhole } from '../../integrations/build-cache/write-whole.ts';
import { ignoreAbsent } from './ignore-absent.ts';
import { filesBelow, type Survey, stateOf } from './survey.ts';

const buildRecordSchema = z.strictObject({
  /** The files the build was made from. */
  survey: z.strictObject({ at: z.number(), rest: z.string(), texts: z.record(z.string(), z.string()) }),
  /** Each file of `dist/` → its state. */
  dist: z.record(z.string(), z.string()),
});

/** The last build: its inputs and its output files. */
export type BuildRecord = z.output<typeof buildRecordSchema>;

const file = '.astro/cache/site/build.json';

/** Reads the record of the last build; null where `dist/` has changed since. */
export async function readBuildRecord(root: string): Promise<BuildRecord | null> {
  const build = await readCacheFile(join(root, file), buildRecordSchema);
  if (build === null) return null;
  return JSON.stringify(statesOf(root)) === JSON.stringify(build.dist) ? build : null;
}

/** Records the build that has just ended. */
export async function recordBuild(root: string, survey: Survey): Promise<void> {
  const dist = statesOf(root);
  if (dist === null) return;
  const build: BuildRecord = { survey, dist };
  // A build that cached nothing leaves no folder, and the next build cannot start from it.
  await writeWhole(join(root, file), JSON.stringify(build)).catch(ignoreAbsent);
}

/** Deletes the record: `dist/` is about to change, and a build that stops halfway is no base for the next. */
export async function forgetBuild(root: string): Promise<void> {
  await rm(join(root, file), { force: true });
}

function statesOf(root: string): Record<string, string> | null {
  const files = filesBelow(root, 'dist');
  return files === null
    ? null
    : Object.fromEntries(files.sort().map((path) => [path, stateOf(join(root, path))]));
}
