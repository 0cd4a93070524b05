import { Piscina } from 'piscina';
import type { GoalProgress, Millis, Report } from '#domain';
import type { Records } from './collector/store.ts';
import type { ReportQuestion, ReportSettings } from './read-report.ts';
import type { Asked, WorkerSettings } from './reports-worker.ts';

/** What reports are made of, read on a thread of its own. */
export interface Reports {
  report(question: ReportQuestion): Promise<Report>;
  /** How far the goals of this month and year are reached. */
  goals(now: Millis): Promise<GoalProgress[]>;
  readonly records: Records;
  close(): Promise<void>;
}

/** Opens a database to report on it, on one thread that starts when it is asked and ends when it has been idle. */
export function openReports(database: string, settings: ReportSettings): Reports {
  const pool = new Piscina({
    filename: new URL('./reports-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 60_000,
    workerData: { database, settings } satisfies WorkerSettings,
  });
  const ask = (name: Asked['name'], ...parameters: unknown[]) =>
    pool.run({ name, parameters }, { name: 'ask' });
  return {
    report: (question) => pool.run(question, { name: 'report' }),
    goals: (now) => pool.run(now, { name: 'goals' }),
    records: {
      conversions: (period) => ask('conversions', period),
      ledger: (period) => ask('ledger', period),
      ledgerOfCohort: (period) => ask('ledgerOfCohort', period),
      entriesOf: (conversion) => ask('entriesOf', conversion),
      entriesOfOrder: (shop, order) => ask('entriesOfOrder', shop, order),
      conversion: (id) => ask('conversion', id),
      counts: (period) => ask('counts', period),
      countsBy: (part, period) => ask('countsBy', part, period),
      dailyOf: (of, period) => ask('dailyOf', of, period),
      hops: (period) => ask('hops', period),
      leads: () => ask('leads'),
      leadNotes: () => ask('leadNotes'),
      drops: (period) => ask('drops', period),
      countOf: (kind, offer, days) => ask('countOf', kind, offer, days),
      sourcesOn: (day) => ask('sourcesOn', day),
      reportLinks: () => ask('reportLinks'),
    },
    close: () => pool.close(),
  };
}
