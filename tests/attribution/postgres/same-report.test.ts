import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyDatabase, openRecords, openStore } from '../../../integrations/attribution/collector/store.ts';
import { loadModels } from '../../../integrations/attribution/load-models.ts';
import { readReport } from '../../../integrations/attribution/read-report.ts';
import { fillYear } from '../../../scripts/bench/collect/fill-year.ts';
import { NOW, ZONE } from '../builders.ts';
import { emptyDatabase } from '../database.ts';

const settings = {
  ...{ currency: 'CNY', timeZone: ZONE, lookBackDays: 90, channels: { dev: {}, juejin: {} } },
  ...{ posts: [], publications: [], offers: [], goals: {}, rates: [] },
};

test('SQLite and PostgreSQL give the same rows and the same report, to the last cent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'byline-'));
  const file = join(folder, 'byline.db');
  const other = await emptyDatabase();
  const clock = { now: NOW };
  const store = await openStore({ database: file, timeZone: ZONE, now: () => clock.now });
  await fillYear(store, clock, { events: 3_000, conversions: 150, days: 30 });
  await store.close();
  await copyDatabase({ from: file, to: other.address, upgrade: { timeZone: ZONE, worths: new Map() } });

  const models = await loadModels();
  const toldBy = async (database: string) => {
    const records = await openRecords({ database, timeZone: ZONE });
    if (records === undefined) throw new Error('there are no records');
    const period = { from: NOW - 20 * 86_400_000, to: NOW + 1 };
    const told = {
      conversions: await records.conversions(period),
      ledger: await records.ledger(period),
      cohort: await records.ledgerOfCohort(period),
      counts: sorted(await records.counts(period)),
      byDay: sorted(await records.countsBy('day', period)),
      hops: await records.hops(period),
      report: await readReport({ records, models, settings }, { model: 'markov', ...period }),
    };
    await records.close();
    return told;
  };
  const [one, two] = [await toldBy(file), await toldBy(other.address)];
  expect(one.conversions.length).toBeGreaterThan(90);
  expect(one.byDay.length).toBeGreaterThan(500);
  expect(two).toEqual(one);
  await other.remove();
  await rm(folder, { recursive: true });
});

/** Counts have no order of their own. */
function sorted<Row>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
