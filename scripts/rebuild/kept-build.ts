import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
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
  const text = await readFile(join(root, file), 'utf8').catch(() => 'null');
  const { data: build } = keptBuildSchema.safeParse(JSON.parse(text));
  if (build === undefined) return null;
  return JSON.stringify(statesOf(root)) === JSON.stringify(build.dist) ? build : null;
}

/** Remembers the build that has just ended. */
export async function keepBuild(root: string, survey: Survey): Promise<void> {
  const dist = statesOf(root);
  if (dist !== null)
    await writeFile(join(root, file), JSON.stringify({ survey, dist } satisfies KeptBuild)).catch(
      ignoreAbsent,
    );
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

/** Where nothing else was kept, there is no folder, and nothing to build on. */
function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
