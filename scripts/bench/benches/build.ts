import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import pc from 'picocolors';
import { Problem, suggest } from '#domain';
import { loadFolder } from '../../../integrations/foundation/load-folder.ts';
import { type CorpusName, type CorpusPost, corpusSize, makeCorpus } from '../corpus.ts';
import { judge, observations, type Row } from '../goals.ts';
import type { Cost } from '../measure.ts';
import type { BuildKind, Project } from '../project.ts';
import { race } from '../race.ts';
import { describeMachine, renderRows, report } from '../report.ts';
import { openWorkFolder } from '../work-folder.ts';

/** `byline bench build` */
export default function build(): Command {
  return new Command('build')
    .description('Build the same posts with Byline, plain Astro, Hugo, Hexo and Eleventy, side by side.')
    .option('--json <file>', 'also write what was measured to a file')
    .option('--small', 'ten posts and one run each, to see that everything works')
    .option('--only <names>', 'some projects: byline,plain,hugo,hexo,eleventy', readNames)
    .addOption(new Option('--corpus <name>', 'one corpus').choices(corpusNames))
    .option('--keep <folder>', 'build in this folder and leave everything there')
    .action(compare);
}

const corpusNames = ['mdx', 'markdown'] as const satisfies readonly CorpusName[];
/** What the bench is about: when its build fails, there is nothing to compare. */
const SUBJECT = 'byline';
const RUNS = 3;

async function compare(options: Options): Promise<void> {
  if (process.platform !== 'linux') throw new Problem('the bench reads /proc, which only Linux has');
  const notes = [describeMachine(), ...(options.small ? [SMALL] : [])];
  const lanes = await lanesOf(options);
  const work = await openWorkFolder(options.keep);
  const rows: Row[] = [];
  try {
    for (const lane of lanes) {
      const outcome = await measured(lane, join(work.root, lane.corpus, lane.name));
      if (typeof outcome === 'string') notes.push(pc.yellow(outcome));
      else rows.push(...outcome);
    }
  } finally {
    await work.close();
  }
  await report(
    [...notes, renderRows(rows)].join('\n'),
    [...judge(rows), ...observations(rows)],
    options.json,
  );
}

const SMALL = 'Ten posts: these numbers say only that everything runs.';

/** Corpus by corpus, so that what is compared runs in the same minutes. */
async function lanesOf({ only, corpus, small = false, keep }: Options): Promise<Lane[]> {
  const projects = await chosen(only);
  const asked = corpus === undefined ? corpusNames : [corpus];
  return asked.flatMap((corpus) => {
    const posts = makeCorpus(corpus, corpusSize[corpus][small ? 'small' : 'full']);
    const entered = projects.filter(([, project]) => project.corpora.includes(corpus));
    return entered.map(([name, project]) => ({
      name,
      project,
      corpus,
      posts,
      repeat: small ? 1 : RUNS,
      keep: keep !== undefined,
    }));
  });
}

async function chosen(only: readonly string[] | undefined): Promise<readonly (readonly [string, Project])[]> {
  const projects = await loadFolder<Project>(new URL('../projects/', import.meta.url));
  return (only ?? [...projects.keys()]).map((name) => {
    const project = projects.get(name);
    if (project !== undefined) return [name, project];
    throw new Problem(`there is no project “${name}”`, { hint: suggest(name, [...projects.keys()]) });
  });
}

/** One project on one corpus, or why not. */
async function measured(lane: Lane, root: string): Promise<Row[] | string> {
  try {
    return await raced(lane, root);
  } catch (error) {
    if (lane.name === SUBJECT || !(error instanceof Problem)) throw error;
    const reason = `Skipped: ${lane.name} on the ${lane.corpus} corpus. ${error.message}`;
    console.error(pc.yellow(reason));
    return reason;
  } finally {
    if (!lane.keep) await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function raced({ name, project, corpus, posts, repeat }: Lane, root: string): Promise<Row[]> {
  await mkdir(root, { recursive: true });
  const site = await project.setUp(root);
  const onResult = (kind: BuildKind, { wall }: Cost) =>
    console.error(pc.dim(`${corpus} · ${site.title} · ${kind} · ${wall.toFixed(1)} s`));
  const results = await race({ site, root, posts }, { builds: project.builds, repeat, onResult });
  return results.map((result) => ({ corpus, project: name, title: site.title, ...result }));
}

function readNames(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

interface Options {
  readonly json?: string;
  readonly small?: boolean;
  readonly only?: readonly string[];
  readonly corpus?: CorpusName;
  readonly keep?: string;
}

/** A project on a corpus. */
interface Lane {
  /** A file in `projects/`. */
  readonly name: string;
  readonly project: Project;
  readonly corpus: CorpusName;
  readonly posts: readonly CorpusPost[];
  /** How often a short build is measured. */
  readonly repeat: number;
  readonly keep: boolean;
}
