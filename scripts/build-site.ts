import { existsSync } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import site from '#site';
import { sampleValues } from '../integrations/content/checks/check-settings.ts';
import { visibilityProblems } from '../integrations/content/checks/check-visibility.ts';
import { readBuildError } from './build-problems.ts';
import { tidyCode } from './code-folder.ts';
import { soundContent } from './content.ts';
import { forgetBuild, recordBuild } from './rebuild/build-record.ts';
import { ignoreAbsent } from './rebuild/ignore-absent.ts';
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
  await oneAtATime(root, say, async (mayPublish) => {
    await sweep(root);
    const now = survey(root, Date.now());
    if (!whole && now !== null && (await rebuild(root, now, { say, mayPublish }))) return;
    await forgetBuild(root);
    await buildWhole({ quiet, say, mayPublish });
    if (now !== null) await recordBuild(root, now);
  });
}

/** Takes away what builds that were killed have left, but for the site of one that was about to put its own in place. */
async function sweep(root: string): Promise<void> {
  const names = await readdir(join(root, '.astro'));
  const aside = names.find((name) => name.startsWith('dist-last-'));
  if (aside !== undefined && !existsSync(join(root, dist)))
    await rename(join(root, '.astro', aside), join(root, dist));
  const left = names.filter((name) => /^(dist-(next|last)|rebuild)-\d+(-old)?$/.test(name));
  await Promise.all(left.map((name) => rm(join(root, '.astro', name), { recursive: true, force: true })));
}

async function buildWhole({ quiet, say, mayPublish }: Whole): Promise<void> {
  const content = await soundContent();
  const root = process.cwd();
  const warnings = [...(await sampleValues(root, site)), ...visibilityProblems(content, Date.now(), site)];
  for (const problem of warnings) say.warn(problem);
  // Loaded where it is needed: it takes longer than a rebuild.
  const { build } = await import('astro');
  try {
    await build({ logLevel: quiet ? 'warn' : 'info', outDir: join('.', next) });
    // The engine's word to whoever opens `public/` is not for readers.
    await rm(join(next, 'README.md'), { force: true });
    // GitHub Pages leaves out folders that begin with an underscore unless this file is there.
    await writeFile(join(next, '.nojekyll'), '');
    mayPublish();
    await swapIn();
    await tidyCode();
  } catch (error) {
    throw readBuildError(error, root);
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

async function swapIn(): Promise<void> {
  await rename(dist, last).catch(ignoreAbsent);
  try {
    await rename(next, dist);
  } catch (error) {
    await rename(last, dist).catch(ignoreAbsent);
    throw error;
  }
  await rm(last, { recursive: true, force: true });
}

interface Whole {
  readonly quiet: boolean;
  readonly say: Say;
  readonly mayPublish: () => void;
}
