import { existsSync } from 'node:fs';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '#domain';
import type { CorpusPost } from './corpus.ts';
import { type Cost, measure, medianCost } from './measure.ts';
import { type BuildKind, type Site, writeFiles } from './project.ts';

/** A site with its posts, as one project builds it. */
export interface Entrant {
  readonly site: Site;
  readonly root: string;
  readonly posts: readonly CorpusPost[];
}

export interface Race {
  readonly builds: readonly BuildKind[];
  /** How often a short build is measured. */
  readonly repeat: number;
  readonly onResult: (build: BuildKind, cost: Cost) => void;
}

export interface Result {
  readonly build: BuildKind;
  readonly cost: Cost;
  readonly runs: number;
}

/** Builds a site again and again, and checks each time that what was to be built is there. */
export async function race(entrant: Entrant, { builds, repeat, onResult }: Race): Promise<Result[]> {
  const { site, root, posts } = entrant;
  await writeFiles(
    join(root, site.posts),
    Object.fromEntries(posts.map((post) => [fileName(post), post.text])),
  );
  const results: Result[] = [];
  for (const build of builds) {
    const costs = await repeated(repeat, (run) => runs[build](entrant, run));
    results.push({ build, cost: medianCost(costs), runs: costs.length });
    onResult(build, medianCost(costs));
  }
  return results;
}

/** A build that takes longer than this, in seconds, is measured once: chance weighs little in it. */
const SHORT = 20;

async function repeated(most: number, run: (index: number) => Promise<Cost>): Promise<Cost[]> {
  const costs: Cost[] = [];
  do costs.push(await run(costs.length));
  while (costs.length < most && (costs[0]?.wall ?? 0) < SHORT);
  return costs;
}

type Run = (entrant: Entrant, index: number) => Promise<Cost>;

const runs: Readonly<Record<BuildKind, Run>> = {
  cold: async (entrant) => {
    const { site, root } = entrant;
    for (const path of site.leavings) await rm(join(root, path), { recursive: true, force: true });
    return built(entrant);
  },
  warm: (entrant) => built(entrant),
  edit: async (entrant, index) => {
    const { site, root, posts } = entrant;
    const post = posts[Math.floor(posts.length / 2)];
    if (post === undefined) throw new RangeError('there is no post to edit');
    const mark = `bench-edit-${index + 1}`;
    await appendFile(join(root, site.posts, fileName(post)), `\n改了一句：${mark}。\n`);
    const cost = await built(entrant);
    if ((await readFile(join(root, site.page(post)), 'utf8')).includes(mark)) return cost;
    throw new Problem(`${site.title} built without the edit of ${fileName(post)}`);
  },
};

async function built({ site, root, posts }: Entrant): Promise<Cost> {
  const cost = await measure({ command: site.command, cwd: root, env: site.env ?? {} });
  const missing = posts.filter((post) => !existsSync(join(root, site.page(post))));
  if (missing.length === 0) return cost;
  throw new Problem(`${site.title} left out ${missing.length} of ${posts.length} posts`, {
    hint: `The first has no ${missing[0] && site.page(missing[0])}.`,
  });
}

function fileName({ name, extension }: CorpusPost): string {
  return `${name}.${extension}`;
}
