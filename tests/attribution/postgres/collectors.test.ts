import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRecords, openStore, type Store } from '../../../integrations/attribution/collector/store.ts';
import { startCuttingProxy } from '../../servers/cutting-proxy.ts';
import { ask, hold } from '../../servers/postgres.ts';
import { conversion, count, entry, NOW, ZONE } from '../builders.ts';
import { browser, view } from '../collector/collector.ts';
import { type EmptyDatabase, emptyDatabase } from '../database.ts';

const always = { from: 0, to: Date.now() + 400 * 86_400_000 };
const program = fileURLToPath(new URL('../collector/serve.ts', import.meta.url));

let database: EmptyDatabase;
let stores: Store[];

const open = async (address = database.address) => {
  const store = await openStore({ database: address, now: () => NOW, timeZone: ZONE });
  stores.push(store);
  return store;
};

beforeEach(async () => {
  stores = [];
  database = await emptyDatabase();
});

afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await database.remove();
});

test('four collectors that start at once on an empty database all serve it', async () => {
  await ask(database.address, 'drop schema public cascade; create schema public');
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, [program, database.address], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const ports = await Promise.all(
    children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0])),
  );
  const send = (port: string) =>
    fetch(`http://127.0.0.1:${port.trim()}/api/events`, {
      method: 'POST',
      body: JSON.stringify(view()),
      headers: browser,
    });
  const answers = await Promise.all(ports.flatMap((port) => [send(port), send(port), send(port)]));
  for (const child of children) child.kill();
  await Promise.all(children.map((child) => once(child, 'exit')));
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(202));
  expect((await (await open()).counts(always)).map(({ n }) => n)).toEqual([12]);
});

test('collectors that count the same thing do not wait for each other, and nothing is lost', async () => {
  const [one, two] = [await open(), await open()];
  const both = Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? one : two));
  await Promise.all(
    both.map((store) => store.addCount(count({ post: 'hello', hop: { from: null, to: 'dev' } }))),
  );
  expect(await one.counts(always)).toMatchObject([{ post: 'hello', n: 400 }]);
  expect(await two.hops(always)).toEqual([{ from: null, to: 'dev', n: 400 }]);
});

test('a count is added to a part that no other transaction has', async () => {
  const store = await open();
  await store.addCount(count({ post: 'hello' }));
  // Another collector is in the middle of a transaction that counts in the first part.
  const other = await hold(
    database.address,
    'update daily set n = n; select pg_advisory_xact_lock(25209, 0)',
  );
  expect(await store.addCount(count({ post: 'hello' }))).toBe('stored');
  await other.release();
  const parts = await ask<{ n: string }>(database.address, 'select n from daily order by shard');
  expect(parts.map(({ n }) => Number(n))).toEqual([1, 1]);
  expect(await store.counts(always)).toMatchObject([{ n: 2 }]);
});

test('an event that reaches two collectors counts once', async () => {
  const [one, two] = [await open(), await open()];
  const events = Array.from({ length: 50 }, () => count());
  const kept = await Promise.all([
    ...events.map((event) => one.addCount(event)),
    ...events.toReversed().map((event) => two.addCount(event)),
  ]);
  expect(kept.filter((outcome) => outcome === 'stored')).toHaveLength(50);
  expect(await one.counts(always)).toMatchObject([{ n: 50 }]);
});

test('what is read and then written is done in turn over all collectors', async () => {
  const [one, two] = [await open(), await open()];
  const sale = conversion({ kind: 'sale' });
  await one.addConversion(sale);
  const addNext = (store: Store) =>
    store.inTurn('shop', async () => {
      const externalId = `refund-${(await store.entriesOf(sale.id)).length}`;
      await store.addEntries([entry({ conversion: sale.id, source: 'shop', externalId })]);
    });
  await Promise.all([one, two, one, two, one, two].map(addNext));
  expect(await one.entriesOf(sale.id)).toHaveLength(6);
});

test('a commit whose answer was lost on the way is not made twice', async () => {
  const { port } = new URL(database.address);
  const proxy = await startCuttingProxy(Number(port));
  const through = new URL(database.address);
  through.port = String(proxy.port);
  const store = await open(through.href);
  const cut = proxy.cut('commit');
  store.countDrop('bot');
  const kept = store.addCount(count({ post: 'hello' }));
  // What was left out goes into the same commit as the view: nothing but the database can tell whether it was made.
  await store.drops(always);
  await cut;
  expect(await kept).toBe('stored');
  expect(await store.drops(always)).toEqual([{ reason: 'bot', times: 1 }]);
  expect(await store.counts(always)).toMatchObject([{ n: 1 }]);
  await store.close();
  stores = [];
  await proxy.close();
});

test('records of an empty database are none', async () => {
  await ask(database.address, 'drop schema public cascade; create schema public');
  expect(await openRecords({ database: database.address, timeZone: ZONE })).toBeUndefined();
  await (await open()).addCount(count());
  const records = await openRecords({ database: database.address, timeZone: ZONE });
  expect(await records?.counts(always)).toHaveLength(1);
  await records?.close();
});
