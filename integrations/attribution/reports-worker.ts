import { workerData } from 'node:worker_threads';
import type { GoalProgress, Millis } from '#domain';
import { openRecords, type Records } from './collector/store.ts';
import { databaseName } from './database-address.ts';
import { loadModels } from './load-models.ts';
import { readGoals } from './read-goals.ts';
import { type ReportQuestion, type ReportSettings, readReport } from './read-report.ts';

/** The thread that reads: it has a connection of its own that cannot write, so the thread that serves never waits for it. */
const { database, settings } = workerData as WorkerSettings;
const opened = Promise.all([openRecords({ database, timeZone: settings.timeZone }), loadModels()]);

export async function report(question: ReportQuestion): Promise<Awaited<ReturnType<typeof readReport>>> {
  const [, models] = await opened;
  return readReport({ records: await records(), models, settings }, question);
}

export async function goals(now: Millis): Promise<GoalProgress[]> {
  return readGoals({ records: await records(), settings }, now);
}

/** Asks the records one thing: `{ name: 'leads', parameters: [] }`. */
export async function ask({ name, parameters }: Asked): Promise<unknown> {
  const found: Records = await records();
  return Reflect.apply(found[name], found, parameters);
}

async function records(): Promise<Records> {
  const [found] = await opened;
  if (found === undefined) throw new Error(`the database ${databaseName(database)} is gone`);
  return found;
}

export interface WorkerSettings {
  /** The path of an SQLite file, or `postgres://…`. */
  readonly database: string;
  readonly settings: ReportSettings;
}

export interface Asked {
  readonly name: keyof Records;
  readonly parameters: readonly unknown[];
}
