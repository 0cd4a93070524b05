import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import { openRecords } from '../../../integrations/attribution/index.ts';
import { judgeCollector, type Run } from '../collect/judge-collector.ts';
import type { LoadResult } from '../collect/send-load.ts';
import { type StartedCollector, sendLoad, startCollector } from '../collect/start-collector.ts';
import { describeMachine, renderTable, report } from '../report.ts';
import { openWorkFolder } from '../work-folder.ts';

/** `byline bench collect` */
export default function collect(): Command {
  return new Command('collect')
    .description('Send events to the collector: durable or from memory, beside a page, and killed.')
    .option('--json <file>', 'also write what was measured to a file')
    .option('--small', 'one second at 10 and 50 connections, and killed twice')
    .option('--database <url>', 'a PostgreSQL database that is empty, in place of an SQLite file')
    .option('--keep <folder>', 'leave the database there')
    .action(measureCollector);
}

async function measureCollector({ json, small = false, keep, database }: Options): Promise<void> {
  const notes = [describeMachine()];
  const work = await openWorkFolder(keep);
  try {
    const dist = await layOutSite(work.root);
    const place = { dist, database: database ?? join(work.root, 'byline.db'), password: '-' };
    const [duration, steps] = small ? [1, [10, 50]] : [10, [50, 200, 1_000]];
    const idle = await withCollector({ ...place, fromMemory: false }, ({ url }) => readPage(url, duration));
    const runs: Run[] = [];
    for (const connections of steps) {
      for (const fromMemory of [true, false]) {
        const run = await withCollector({ ...place, fromMemory }, (server) =>
          underLoad(server, { connections, fromMemory, duration }),
        );
        runs.push(run);
        console.error(pc.dim(`${connections} connections ${run.events.rate.toFixed(0)} per s`));
      }
    }
    const lost = await killedAgainAndAgain(
      { ...place, database: `${join(work.root, 'killed.db')}` },
      small ? 2 : 20,
    );
    await report([...notes, renderRuns(runs, idle)].join('\n'), judgeCollector(runs, idle, lost), json);
  } finally {
    await work.close();
  }
}

async function layOutSite(root: string): Promise<string> {
  const dist = join(root, 'dist');
  await mkdir(dist);
  const text = '<p>Retries hide what happened. 超时不等于没有发生。</p>'.repeat(300);
  await writeFile(join(dist, 'index.html'), `<!doctype html><html lang="en"><title>Bench</title>${text}`);
  return dist;
}

type Place = Parameters<typeof startCollector>[0];

async function withCollector<Result>(
  place: Place,
  work: (server: StartedCollector) => Promise<Result>,
): Promise<Result> {
  const server = await startCollector(place);
  try {
    // What is compiled and loaded on the first requests is no part of what they cost.
    await sendLoad({ url: server.url, connections: 10, duration: 1, of: 'events' });
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** One reader after the other. */
function readPage(url: string, duration: number): Promise<LoadResult> {
  return sendLoad({ url, connections: 1, duration, of: 'page' });
}

async function underLoad(
  server: StartedCollector,
  { connections, fromMemory, duration }: { connections: number; fromMemory: boolean; duration: number },
): Promise<Run> {
  let memory = server.memory();
  const looking = setInterval(() => {
    memory = Math.max(memory, server.memory());
  }, 100);
  const before = server.seconds();
  try {
    const [events, page] = await Promise.all([
      sendLoad({ url: server.url, connections, duration, of: 'events' }),
      readPage(server.url, duration),
    ]);
    const cost = (server.seconds() - before) / (events.answered / 1000);
    return { connections, fromMemory, events, page, cost, memory };
  } finally {
    clearInterval(looking);
  }
}

/** Kills the server in the middle of load. Resolves to how many acknowledged events are not in the database. */
async function killedAgainAndAgain(place: Omit<Place, 'fromMemory'>, times: number): Promise<number> {
  let acknowledged = 0;
  for (let time = 0; time < times; time += 1) {
    const server = await startCollector({ ...place, fromMemory: false });
    const sent = sendLoad({ url: server.url, connections: 50, duration: 1, of: 'events' });
    await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 400));
    await server.kill();
    acknowledged += (await sent).answered;
  }
  const records = await openRecords({ database: place.database, timeZone: 'UTC' });
  const counts = (await records?.counts({ from: 0, to: Date.now() + 86_400_000 * 2 })) ?? [];
  await records?.close();
  return Math.max(0, acknowledged - counts.reduce((sum, { n }) => sum + n, 0));
}

function renderRuns(runs: readonly Run[], idle: LoadResult): string {
  const head = [
    'Connections',
    'Acknowledged',
    'Per s',
    'p99 ms',
    'Slowest ms',
    'CPU ms each',
    'Page p99 ms',
    'MB',
  ];
  const rows = runs.map(({ connections, fromMemory, events, page, cost, memory }) => [
    String(connections),
    fromMemory ? 'from memory' : 'after commit',
    events.rate.toFixed(0),
    ...[events.p99, events.slowest].map(String),
    cost.toFixed(3),
    String(page.p99),
    memory.toFixed(0),
  ]);
  const none = ['0', 'idle', '', '', '', '', String(idle.p99), ''];
  return renderTable([head, none, ...rows], [0, 2, 3, 4, 5, 6, 7]);
}

interface Options {
  readonly json?: string;
  readonly small?: boolean;
  readonly keep?: string;
  readonly database?: string;
}
