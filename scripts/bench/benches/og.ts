import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import { Problem, suggest } from '#domain';
import { loadFolder } from '../../../integrations/foundation/load-folder.ts';
import { frontMatterOnly, LOG } from '../card-site.ts';
import { makeCorpus } from '../corpus.ts';
import type { Row } from '../goals.ts';
import type { Project } from '../project.ts';
import { race } from '../race.ts';
import { judgeCards } from '../rates.ts';
import { describeMachine, renderRows, report } from '../report.ts';
import { openWorkFolder } from '../work-folder.ts';

/** `byline bench og` */
export default function og(): Command {
  return new Command('og')
    .description('Draw the same share images with Byline, astro-og-canvas, and satori with resvg.')
    .option('--json <file>', 'also write what was measured to a file')
    .option('--small', 'five cards and one run each, to see that everything works')
    .option('--only <names>', 'some drawers: byline,astro-og-canvas,satori-resvg', (text) => text.split(','))
    .option('--keep <folder>', 'build in this folder and leave everything there')
    .action(compare);
}

const CARDS = { full: 200, small: 5 } as const;
const RUNS = 3;

async function compare({ small = false, only, keep, json }: Options): Promise<void> {
  if (process.platform !== 'linux') throw new Problem('the bench reads /proc, which only Linux has');
  const notes = [
    describeMachine(),
    ...(small ? ['Five cards: these numbers say only that everything runs.'] : []),
  ];
  const [drawers, work] = [await chosen(only), await openWorkFolder(keep)];
  const lane = { cards: small ? CARDS.small : CARDS.full, repeat: small ? 1 : RUNS };
  const rows: Row[] = [];
  let drawn: number | null = null;
  try {
    for (const [name, project] of drawers) {
      const root = join(work.root, name);
      const outcome = await measured(name, project, { ...lane, root });
      if (typeof outcome === 'string') notes.push(pc.yellow(outcome));
      else rows.push(...outcome);
      if (name === SUBJECT) drawn = drawnIn(await readFile(join(root, LOG), 'utf8'));
    }
  } finally {
    await work.close();
  }
  await report([...notes, renderRows(rows)].join('\n'), judgeCards(rows, { cards: lane.cards, drawn }), json);
}

/** What the bench is about: when it fails, there is nothing to compare. */
const SUBJECT = 'byline';
/** What a site takes before anyone draws; it is taken off. */
const GROUND = 'none';

async function chosen(only: readonly string[] | undefined): Promise<(readonly [string, Project])[]> {
  const drawers = await loadFolder<Project>(new URL('../drawers/', import.meta.url));
  const names = only === undefined ? [...drawers.keys()] : [...new Set([GROUND, ...only])];
  return names.map((name) => {
    const drawer = drawers.get(name);
    if (drawer !== undefined) return [name, drawer];
    throw new Problem(`there is no drawer “${name}”`, { hint: suggest(name, [...drawers.keys()]) });
  });
}

/** One drawer, or why not. */
async function measured(
  name: string,
  project: Project,
  { root, cards, repeat }: Lane,
): Promise<Row[] | string> {
  const posts = makeCorpus('mdx', cards).map(frontMatterOnly);
  try {
    await mkdir(root, { recursive: true });
    const site = await project.setUp(root);
    const onResult = (kind: string, { wall }: { wall: number }) =>
      console.error(pc.dim(`${site.title} · ${kind} · ${wall.toFixed(1)} s`));
    const results = await race({ site, root, posts }, { builds: project.builds, repeat, onResult });
    return results.map((result) => ({ corpus: 'mdx', project: name, title: site.title, ...result }));
  } catch (error) {
    if (name === SUBJECT || name === GROUND || !(error instanceof Problem)) throw error;
    const reason = `Skipped: ${name}. ${error.message}`;
    console.error(pc.yellow(reason));
    return reason;
  }
}

/** How many cards a build says it drew; null where it says nothing. */
function drawnIn(log: string): number | null {
  const said = /(\d+) drawn, \d+ from cache/.exec(log)?.[1];
  return said === undefined ? null : Number(said);
}

interface Options {
  readonly json?: string;
  readonly small?: boolean;
  readonly only?: readonly string[];
  readonly keep?: string;
}

interface Lane {
  readonly root: string;
  readonly cards: number;
  /** How often a short build is measured. */
  readonly repeat: number;
}
