import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import site from '#site';
import { outingProblems } from '../integrations/markdown/checks/check-outings.ts';
import { readBuildError } from './build-problems.ts';
import { tidyCode } from './code-folder.ts';
import { soundContent } from './content.ts';
import { forgetBuild, keepBuild } from './rebuild/kept-build.ts';
import { oneAtATime } from './rebuild/one-at-a-time.ts';
import { rebuild } from './rebuild/rebuild.ts';
import { type Say, sayer } from './rebuild/say.ts';
import { survey } from './rebuild/survey.ts';

/** The built site, where this build's grows until it is whole, and where the last one goes. */
const dist = 'dist';
const next = `.astro/dist-next-${process.pid}`;
const last = `.astro/dist-last-${process.pid}`;

/**
 * Builds this checkout into `dist/`. A build that fails leaves what was there before. What an author must
 * mend is thrown as problems, all of them at once.
 *
 * @param how `whole` builds everything with Astro, even where only words have changed
 */
export async function buildSite({
  quiet,
  whole = false,
}: {
  quiet: boolean;
  whole?: boolean;
}): Promise<void> {
  const [root, say] = [process.cwd(), sayer({ quiet })];
  await oneAtATime(root, say, async () => {
    await sweep(root);
    const now = survey(root, Date.now());
    if (!whole && now !== null && (await rebuild(root, now, say))) return;
    await forgetBuild(root);
    await buildWhole({ quiet, say });
    if (now !== null) await keepBuild(root, now);
  });
}

/** Takes away what builds that were killed have left. */
async function sweep(root: string): Promise<void> {
  const names = await readdir(join(root, '.astro'));
  const left = names.filter((name) => /^(dist-(next|last)|rebuild)-\d+(-old)?$/.test(name));
  await Promise.all(left.map((name) => rm(join(root, '.astro', name), { recursive: true, force: true })));
}

async function buildWhole({ quiet, say }: { quiet: boolean; say: Say }): Promise<void> {
  const content = await soundContent();
  for (const problem of outingProblems(content, Date.now(), site)) say.warn(problem);
  // Loaded where it is needed: it takes longer than a rebuild.
  const { build } = await import('astro');
  try {
    await build({ logLevel: quiet ? 'warn' : 'info', outDir: join('.', next) });
    await swapIn();
    await tidyCode();
  } catch (error) {
    throw readBuildError(error, process.cwd());
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

async function swapIn(): Promise<void> {
  await rename(dist, last).catch(ignoreAbsent);
  await rename(next, dist);
  await rm(last, { recursive: true, force: true });
}

function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
