import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { z } from 'zod';
import type { FeedItem, Publication } from '#domain';
import { formatLedger } from '../../../integrations/syndication/records/ledger.ts';
import { atMost, type Finding, observed } from '../finding.ts';
import { itemsOfCorpus, writeFeed } from '../publish/feed-of-corpus.ts';
import { renderLongPost } from '../publish/render-long-post.ts';
import { sendPosts } from '../publish/send-posts.ts';
import { describeMachine, renderTable, report } from '../report.ts';
import { openWorkFolder } from '../work-folder.ts';

/** `byline bench publish` */
export default function publish(): Command {
  return new Command('publish')
    .description('Publish to local servers that answer late, plan a large archive, and render a long post.')
    .option('--json <file>', 'also write what was measured to a file')
    .option('--small', 'a few posts, to see that everything works; nothing is held against a goal')
    .action(measurePublishing);
}

const WHOLE: Size = { posts: 40, archive: 1000, channels: 10, pace: 1000, runs: 15 };
const SMALL: Size = { posts: 3, archive: 30, channels: 2, pace: 100, runs: 1 };

/** Milliseconds until a server answers. */
const DELAY = 50;

async function measurePublishing({ json, small = false }: Options): Promise<void> {
  const size = small ? SMALL : WHOLE;
  const work = await openWorkFolder(undefined);
  try {
    const items = await itemsOfCorpus(size.archive, 'https://bench.example');
    const rendered = await renderLongPost(longest(items), size.runs);
    const planned = await planArchive(items, size.channels, work.root);
    const sent = await sendPosts(items.slice(0, size.posts), { ...size, delay: DELAY, folder: work.root });
    const goal = small ? (_: number, ...found: Parameters<typeof observed>) => observed(...found) : atMost;
    const findings = [
      // The requests before the first pause and after the last one are beside what the pace takes.
      goal(1.05, 'publish/send/wall ÷ publish/send/pace', sent.wall / sent.floor, 'ratio'),
      observed('publish/send/wall', sent.wall, 's'),
      observed('publish/send/processor', sent.work, 's'),
      goal(1, 'publish/plan/wall', planned.read + planned.plan, 's'),
      observed('publish/plan/read', planned.read, 's'),
      observed('publish/plan/processor', planned.processor, 's'),
      goal(200, 'publish/plan/memory', planned.memory, 'MB'),
      observed('publish/plan/process', planned.peak, 'MB'),
      ...[...rendered].map(([dialect, time]) => goal(0.03, `publish/render/${dialect}`, time / 1000, 's')),
    ];
    await report(textOf(size, findings), findings, json);
    if (findings.some(({ holds }) => holds === false)) process.exitCode = 1;
  } finally {
    await work.close();
  }
}

/** A plan in a process of its own, where each post but the newest is on each channel and was changed since. */
async function planArchive(items: readonly FeedItem[], channels: number, root: string) {
  const folder = join(root, 'archive');
  await mkdir(folder);
  await writeFeed(folder, items, 'https://bench.example');
  await writeFile(join(folder, 'publications.jsonl'), formatLedger(linesFor(items.slice(1), channels)));
  const program = fileURLToPath(new URL('../publish/plan-archive.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, folder, String(channels)]);
  return plannedSchema.parse(JSON.parse(stdout));
}

function linesFor(items: readonly FeedItem[], channels: number): Publication[] {
  return items.flatMap(({ id, date_published: at }) =>
    Array.from(
      { length: channels },
      (_, index): Publication => ({
        post: id,
        channel: `blog-${index}`,
        state: 'published',
        key: `key-of-${id}`,
        id: `${index}-${id}`,
        url: `https://blog-${index}.example/${id}`,
        source: '0'.repeat(64),
        recipe: 'gfm@1',
        shown: '0'.repeat(64),
        at,
      }),
    ),
  );
}

function longest(items: readonly FeedItem[]): FeedItem {
  return items.reduce((one, other) => (other.content_html.length > one.content_html.length ? other : one));
}

function textOf(size: Size, findings: readonly Finding[]): string {
  const { posts, archive, channels, pace } = size;
  const rows = findings.map(({ measure, value, unit }) => [measure, String(value), unit]);
  return [
    describeMachine(),
    `${posts} posts to ${channels} channels whose servers answer after ${DELAY} ms and take a post every ${pace} ms;`,
    `${archive} posts × ${channels} channels planned; a post of 23 KB rendered by every recipe.`,
    'publish/plan/memory is what planning adds to the loaded program, and has the goal; publish/plan/process is the',
    'whole process with Node and every platform, and has none.',
    renderTable([['Measure', 'Is', ''], ...rows], [1]),
  ].join('\n');
}

const plannedSchema = z.object({
  read: z.number(),
  plan: z.number(),
  processor: z.number(),
  memory: z.number(),
  peak: z.number(),
});

interface Size {
  readonly posts: number;
  readonly archive: number;
  readonly channels: number;
  readonly pace: number;
  readonly runs: number;
}

interface Options {
  readonly json?: string;
  readonly small?: boolean;
}
