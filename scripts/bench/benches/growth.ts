import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import { Problem } from '#domain';
import { setUpByline } from '../byline-site.ts';
import { makeCorpus } from '../corpus.ts';
import { growthFindings, type Stage } from '../growth-goals.ts';
import { race } from '../race.ts';
import { describeMachine, renderTable, report } from '../report.ts';
import { openWorkFolder } from '../work-folder.ts';

/** `byline bench growth` */
export default function growth(): Command {
  return new Command('growth')
    .description('Build a growing site with everything on: time, memory and the size of dist/.')
    .option('--json <file>', 'also write what was measured to a file')
    .option('--posts <counts>', 'how many posts: 200,800,3200', readCounts, [200, 800, 3200])
    .option('--keep <folder>', 'build in this folder and leave everything there')
    .action(measureGrowth);
}

async function measureGrowth({ posts, json, keep }: Options): Promise<void> {
  if (process.platform !== 'linux') throw new Problem('the bench reads /proc, which only Linux has');
  const machine = describeMachine();
  const work = await openWorkFolder(keep);
  const stages: Stage[] = [];
  try {
    for (const count of posts) stages.push(await stageOf(count, join(work.root, String(count)), keep));
  } finally {
    await work.close();
  }
  await report([machine, renderStages(stages)].join('\n'), growthFindings(stages), json);
}

/** Builds a site of so many MDX posts from nothing, and again after an edit of one. */
async function stageOf(posts: number, root: string, keep: string | undefined): Promise<Stage> {
  const site = await setUpByline(root, { extras: true });
  const [cold, edit] = await race(
    { site, root, posts: makeCorpus('mdx', posts) },
    {
      builds: ['cold', 'edit'],
      repeat: 1,
      onResult: (kind, { wall }) => console.error(pc.dim(`${posts} posts · ${kind} · ${wall.toFixed(1)} s`)),
    },
  );
  if (cold === undefined || edit === undefined) throw new Error('a race gives a result for each build');
  const size = await bytesBelow(join(root, 'dist'));
  if (keep === undefined) await rm(root, { recursive: true, force: true, maxRetries: 5 });
  return { posts, cold: cold.cost, edit: edit.cost, size: size / 1e6 };
}

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => stat(join(parentPath, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

/** One line a size of the site. */
function renderStages(stages: readonly Stage[]): string {
  const head = ['Posts', 'Cold s', 'User s', 'Peak MB', 'Edit s', 'User s', 'Peak MB', 'dist/ MB', 'Others'];
  const lines = stages.map(({ posts, cold, edit, size }) => [
    String(posts),
    ...[cold, edit].flatMap(({ wall, user, memory }) => [
      wall.toFixed(1),
      user.toFixed(1),
      memory.toFixed(0),
    ]),
    size.toFixed(0),
    `${Math.round(Math.max(cold.others, edit.others) * 100)} %`,
  ]);
  return renderTable([head, ...lines], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
}

function readCounts(text: string): number[] {
  return text.split(',').map((each) => {
    const count = Number(each);
    if (Number.isInteger(count) && count > 0) return count;
    throw new InvalidArgumentError('Write whole numbers with commas between them: 200,800,3200');
  });
}

interface Options {
  readonly posts: readonly number[];
  readonly json?: string;
  readonly keep?: string;
}
