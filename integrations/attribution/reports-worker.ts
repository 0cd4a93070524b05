import { workerData } from 'node:worker_threads';
import { openRecords, type Records } from './collector/store.ts';
import { loadModels } from './load-models.ts';
import { type ReportQuestion, type ReportSettings, readReport } from './read-report.ts';

/** The thread that reads: it has a connection of its own that cannot write, so the thread that serves never waits for it. */
const { file, settings } = workerData as WorkerSettings;
const opened = Promise.all([openRecords({ file, timeZone: settings.timeZone }), loadModels()]);

export async function report(question: ReportQuestion): Promise<Awaited<ReturnType<typeof readReport>>> {
  const [, models] = await opened;
  return readReport({ records: await records(), models, settings }, question);
}

/** Asks the records one thing: `{ name: 'leads', parameters: [] }`. */
export async function ask({ name, parameters }: Asked): Promise<unknown> {
  const found: Records = await records();
  return Reflect.apply(found[name], found, parameters);
}

async function records(): Promise<Records> {
  const [found] = await opened;
  if (found === undefined) throw new Error(`the database ${file} is gone`);
  return found;
}

export interface WorkerSettings {
  readonly file: string;
  readonly settings: ReportSettings;
}

export interface Asked {
  readonly name: keyof Records;
  readonly parameters: readonly unknown[];
}
