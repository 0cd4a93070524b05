import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import site from '#site';
import {
  createNaming,
  lastDays,
  loadModels,
  openReports,
  openStore,
  reportSettings,
} from '../../../integrations/attribution/index.ts';
import { fillYear } from '../collect/fill-year.ts';
import { type StartedCollector, sendLoad, startCollector } from '../collect/start-collector.ts';
import { atMost, type Finding, observed, share } from '../finding.ts';
import { describeMachine, renderTable, report } from '../report.ts';
import { openWorkFolder } from '../work-folder.ts';

/** `byline bench report` */
export default function reportBench(): Command {
  return new Command('report')
    .description('Make the reports of a year, by every model, and read a page meanwhile.')
    .option('--json <file>', 'also write what was measured to a file')
    .option('--small', '20,000 events and 200 conversions, in place of 5 million and 20,000')
    .option('--keep <folder>', 'leave the database there')
    .action(measureReports);
}

/** What is promised, in seconds and MB. */
const [LONGEST, LONGEST_ALL, LARGEST] = [1, 3, 200];

async function measureReports({ json, small = false, keep }: Options): Promise<void> {
  const notes = [describeMachine()];
  const work = await openWorkFolder(keep);
  try {
    const database = join(work.root, 'byline.db');
    const [events, conversions] = small ? [20_000, 200] : [5_000_000, 20_000];
    const filled = await fill(database, { events, conversions });
    console.error(pc.dim(`${events} events in ${filled.toFixed(0)} s`));
    const times = await timeReports(database);
    const megabytes = (await stat(database)).size / 1e6;
    const beside = await readBeside(work.root, database);
    await report([...notes, renderTimes(times)].join('\n'), judge(times, megabytes, beside), json);
  } finally {
    await work.close();
  }
}

/** Resolves to how long it took, in seconds. */
async function fill(database: string, year: Parameters<typeof fillYear>[2]): Promise<number> {
  const clock = { now: Date.now() };
  const { timeZone, channels } = site;
  const store = await openStore({ database, timeZone, naming: createNaming(channels), now: () => clock.now });
  const start = performance.now();
  await fillYear(store, clock, year);
  await store.close();
  return (performance.now() - start) / 1000;
}

/**
 * Model → what its report took: by the clock, and of the processors, which other programs do not change. The first one
 * has what is loaded and read for the first time.
 */
async function timeReports(database: string): Promise<Times> {
  const reports = openReports(database, reportSettings(site, { posts: [], offers: [], publications: [] }));
  const year = lastDays(365, Date.now(), site.timeZone);
  const times = new Map<string, Taken>();
  try {
    await reports.records.sourcesOn('2000-01-01');
    for (const model of (await loadModels()).keys()) {
      const [start, busy] = [performance.now(), process.cpuUsage()];
      await reports.report({ model, ...year });
      const { user, system } = process.cpuUsage(busy);
      times.set(model, { wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 });
    }
  } finally {
    await reports.close();
  }
  return times;
}

/** p99 of a page in milliseconds: by itself, and while Studio compares all models over a year. */
async function readBeside(root: string, database: string): Promise<{ idle: number; beside: number }> {
  const dist = join(root, 'dist');
  await mkdir(dist);
  await writeFile(
    join(dist, 'index.html'),
    `<!doctype html><title>Bench</title>${'<p>text</p>'.repeat(1_000)}`,
  );
  const server = await startCollector({ database, dist, fromMemory: false, password: PASSWORD });
  try {
    const page = { url: server.url, connections: 1, duration: 5, of: 'page' } as const;
    await sendLoad({ ...page, duration: 1 });
    const idle = await sendLoad(page);
    let isOver = false;
    const asking = keepAsking(server, () => isOver);
    const beside = await sendLoad(page);
    isOver = true;
    await asking;
    return { idle: idle.p99, beside: beside.p99 };
  } finally {
    await server.stop();
  }
}

const PASSWORD = 'a password of this bench';

async function keepAsking({ url }: StartedCollector, isOver: () => boolean): Promise<void> {
  const headers = { Authorization: `Basic ${btoa(`studio:${PASSWORD}`)}` };
  while (!isOver()) {
    const answer = await fetch(`${url}/studio/models?days=365`, { headers });
    if (!answer.ok) throw new Error(`Studio answered with ${answer.status}`);
    await answer.text();
  }
}

function judge(
  times: Times,
  megabytes: number,
  { idle, beside }: { idle: number; beside: number },
): Finding[] {
  const all = [...times.values()].map(({ cpu }) => cpu);
  const sum = all.reduce((total, time) => total + time, 0);
  return [
    atMost(LONGEST, 'report/slowest model/cpu', Math.max(...all), 's'),
    atMost(LONGEST_ALL, 'report/all models/cpu', sum, 's'),
    atMost(LARGEST, 'report/file', megabytes, 'MB'),
    atMost(3, 'report/page p99 ÷ idle', share(beside, idle), 'ratio'),
    ...[...times].flatMap(([model, { wall, cpu }]) => [
      observed(`report/${model}/wall`, wall, 's'),
      observed(`report/${model}/cpu`, cpu, 's'),
    ]),
  ];
}

function renderTimes(times: Times): string {
  const rows = [...times].map(([model, { wall, cpu }]) => [model, wall.toFixed(2), cpu.toFixed(2)]);
  return renderTable([['Model', 'Wall s', 'CPU s'], ...rows], [1, 2]);
}

type Times = ReadonlyMap<string, Taken>;

/** In seconds. */
interface Taken {
  readonly wall: number;
  readonly cpu: number;
}

interface Options {
  readonly json?: string;
  readonly small?: boolean;
  readonly keep?: string;
}
