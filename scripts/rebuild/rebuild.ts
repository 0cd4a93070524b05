import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AstroIntegration } from 'astro';
import { problemsIn } from '#domain';
import {
  type ChangedTexts,
  compileChanged,
  type LastTexts,
  readLastTexts,
  writeLastTexts,
} from '../../integrations/content-layer/index.ts';
import {
  type BuiltPage,
  type CachedPage,
  type LastBuild,
  openLastBuild,
} from '../../integrations/page-cache/index.ts';
import { type BuildRecord, forgetBuild, readBuildRecord, recordBuild } from './build-record.ts';
import { putInPlace } from './put-in-place.ts';
import type { Say } from './say.ts';
import { stage } from './stage.ts';
import type { Survey } from './survey.ts';
import { loadWings, tellWings } from './tell-wings.ts';

/**
 * Builds a site in which nothing but the words of texts has changed since the last build: renders the pages
 * they are on with what rendered them then, without Astro, and puts them into `dist/`.
 *
 * @returns false when it takes a whole build, which it also does when anything is not as it should be
 * @throws Problem for each mistake in a changed text, all in one
 */
export async function rebuild(root: string, now: Survey, means: Means): Promise<boolean> {
  const { say } = means;
  try {
    return await tryRebuild(root, now, means);
  } catch (error) {
    if (problemsIn(error) !== null) throw error;
    say.info(`everything is built, since the last build cannot be built on: ${error}`);
    return false;
  }
}

async function tryRebuild(root: string, now: Survey, means: Means): Promise<boolean> {
  const [before, texts] = await Promise.all([readBuildRecord(root), readLastTexts(root)]);
  if (before === null || texts === null) return false;
  const files = changedFiles(before, texts, now);
  if (files === null) return false;
  // While a thread of its own compiles, all that comes after is loaded.
  const [changed, site, wings] = await Promise.all([
    compileChanged(root, texts, files),
    openLastBuild(join(root, CACHE)),
    loadWings(root),
  ]);
  return (
    changed !== null &&
    site !== null &&
    (await publish(changed, { ...means, root, before, now, site, wings }))
  );
}

/** The texts whose files have changed; null when anything else has. */
function changedFiles({ survey }: BuildRecord, { nextOut }: LastTexts, now: Survey): string[] | null {
  if (survey.rest !== now.rest || (nextOut !== null && nextOut <= now.at)) return null;
  const [old, current] = [Object.keys(survey.texts), Object.keys(now.texts)];
  if (old.length !== current.length || current.some((file) => !(file in survey.texts))) return null;
  return current.filter((file) => survey.texts[file] !== now.texts[file]);
}

async function publish(changed: ChangedTexts, job: Job): Promise<boolean> {
  const { root, before, now, say, site, wings } = job;
  const staging = join(root, `.astro/rebuild-${process.pid}`);
  try {
    const pages = await renderAll(site, changed.outdated);
    if (pages === null || !(await stage(pages, before.dist, staging))) return false;
    const whole = pages.length === 0 ? [] : await tellWings(wings, { root, staging, cache: CACHE, say });
    if (whole === null) return false;
    job.mayPublish();
    await forgetBuild(root);
    await site.keep(pages);
    await writeLastTexts(root, changed.kept);
    await putInPlace(staging, join(root, 'dist'), whole);
    await rm(staging, { recursive: true, force: true });
    await recordBuild(root, now);
    for (const problem of changed.warnings) say.warn(problem);
    say.info(`${pages.length} of ${site.pages.length} pages rendered, nothing else had changed`);
    return true;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

const CACHE = '.astro/cache/';

/** The pages that show outdated texts, as they are now; null when one of them takes a whole build. */
async function renderAll(site: LastBuild, outdated: ReadonlySet<string>): Promise<Rendered[] | null> {
  const rendered: Rendered[] = [];
  for (const page of site.pages) {
    if (!page.about?.texts.some((mark) => outdated.has(mark))) continue;
    const kept = await site.render(page);
    if (kept === null) return null;
    rendered.push({ page, kept });
  }
  return rendered;
}

/** What a build has beside what it is of. */
export interface Means {
  readonly say: Say;
  /** Throws where another build has taken over. */
  readonly mayPublish: () => void;
}

interface Job extends Means {
  readonly root: string;
  readonly before: BuildRecord;
  readonly now: Survey;
  readonly site: LastBuild;
  readonly wings: readonly AstroIntegration[];
}

interface Rendered {
  readonly page: BuiltPage;
  readonly kept: CachedPage;
}
