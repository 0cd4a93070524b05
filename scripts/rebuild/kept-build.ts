import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readKept } from '../../integrations/build-cache/read-kept.ts';
import { writeWhole } from '../../integrations/build-cache/write-whole.ts';
import { ignoreAbsent } from './ignore-absent.ts';
import { filesBelow, type Survey, stateOf } from './survey.ts';

const keptBuildSchema = z.strictObject({
  /** What it was made from. */
  survey: z.strictObject({ at: z.number(), rest: z.string(), texts: z.record(z.string(), z.string()) }),
  /** Each file of `dist/` → how it is. */
  dist: z.record(z.string(), z.string()),
});

/** The last build: what it was made from and what it left. */
export type KeptBuild = z.output<typeof keptBuildSchema>;

const file = '.astro/cache/site/build.json';

/** The last build, if `dist/` is as it left it; else null. */
export async function readKeptBuild(root: string): Promise<KeptBuild | null> {
  const build = await readKept(join(root, file), keptBuildSchema);
  if (build === null) return null;
  return JSON.stringify(statesOf(root)) === JSON.stringify(build.dist) ? build : null;
}

/** Remembers the build that has just ended. */
export async function keepBuild(root: string, survey: Survey): Promise<void> {
  const dist = statesOf(root);
  if (dist === null) return;
  const build: KeptBuild = { survey, dist };
  // Where nothing else was kept, there is no folder, and nothing to build on.
  await writeWhole(join(root, file), JSON.stringify(build)).catch(ignoreAbsent);
}

/** Forgets it: `dist/` is about to change, and should this end halfway, nobody is to build on it. */
export async function forgetBuild(root: string): Promise<void> {
  await rm(join(root, file), { force: true });
}

function statesOf(root: string): Record<string, string> | null {
  const files = filesBelow(root, 'dist');
  return files === null
    ? null
    : Object.fromEntries(files.sort().map((path) => [path, stateOf(join(root, path))]));
}
