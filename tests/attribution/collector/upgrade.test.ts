import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../../integrations/attribution/collector/store.ts';
import { entry, NOW, ZONE } from '../builders.ts';

/**
 * A file that the version which kept touches made: reader A arrived by juejin, read two posts, came back by google
 * and was won for ¥12,000; reader B came twice by themselves and clicked an ad; C wrote without a touch.
 */
const touches = fileURLToPath(new URL('./fixtures/touches.db', import.meta.url));
const readers = ['aaaaaaaa-1111', 'bbbbbbbb-2222', 'cccccccc-3333'];

const DAY = 86_400_000;
const HOUR = 3_600_000;
const always = { from: 0, to: NOW + 400 * DAY };
const worths = new Map([['consulting', { amount: 500_00, currency: 'CNY' }]]);

let folder: string;
let file: string;
let told: string[];

const open = () =>
  openStore({
    database: file,
    now: () => NOW,
    timeZone: ZONE,
    worths,
    tell: (message) => told.push(message),
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
  file = join(folder, 'byline.db');
  told = [];
  await copyFile(touches, file);
  await chmod(file, 0o600);
});

afterEach(() => rm(folder, { recursive: true }));

describe('a database that kept touches', () => {
  test('has their counts, by the site’s day', async () => {
    const store = await open();
    const counts = await store.countsBy('day', always);
    const view = (time: string, post: string | null, source: string | null, firsts: number[]) => {
      const [firstToday, firstThisMonth, firstOfPost] = firsts;
      return { time, kind: 'view', post, source, offer: null, n: 1, firstToday, firstThisMonth, firstOfPost };
    };
    expect(counts).toHaveLength(6);
    expect(counts).toEqual(
      expect.arrayContaining([
        // 20:00 in UTC on 31 October is 1 November in Shanghai.
        view('2026-11-01', 'hello', 'direct', [1, 1, 1]),
        view('2026-11-01', 'hello', 'juejin', [1, 1, 1]),
        view('2026-11-01', 'bonjour', null, [0, 0, 1]),
        view('2026-11-19', 'hello', 'google', [1, 0, 0]),
        view('2026-11-20', null, null, [1, 0, 0]),
        view('2026-11-20', 'bonjour', 'direct', [1, 0, 1]),
      ]),
    );
    expect(await store.hops(always)).toEqual([
      { from: null, to: 'direct', n: 1 },
      { from: null, to: 'juejin', n: 1 },
      { from: 'direct', to: 'direct', n: 1 },
      { from: 'juejin', to: 'google', n: 1 },
    ]);
    expect(await store.drops(always)).toEqual([
      { reason: 'bot', times: 2 },
      { reason: 'gpc', times: 1 },
    ]);
    await store.close();
  });

  test('has its conversions, each with its own journey, its money and its lead', async () => {
    const store = await open();
    const conversions = await store.conversions(always);
    const byOffer = new Map(
      conversions.map((each) => [each.id.startsWith('lead') ? each.id : each.offer, each]),
    );
    const start = NOW - 19 * DAY;
    expect(byOffer.get('lead-a')).toMatchObject({
      at: NOW - HOUR,
      worth: { amount: 500_00, currency: 'CNY' },
      journey: {
        gap: null,
        arrivals: [
          { at: start, key: 'juejin' },
          { at: NOW - DAY, key: 'google' },
        ],
        reads: [
          { at: start, key: 'hello' },
          { at: start + HOUR, key: 'bonjour' },
          { at: NOW - DAY, key: 'hello' },
        ],
      },
    });
    expect(byOffer.get('lead-c')?.journey).toEqual({ arrivals: [], reads: [], gap: 'not-kept' });
    expect(byOffer.get('hosting')).toMatchObject({ kind: 'ad-click', proof: 'claimed', worth: null });
    expect(byOffer.get('hosting')?.journey.arrivals).toHaveLength(2);
    expect(await store.entriesOf('lead-a')).toMatchObject([
      { money: { amount: 12_000_00, currency: 'CNY' }, kind: 'sale', source: 'owner' },
    ]);
    const leads = await store.leads();
    expect(leads.map(({ name, state }) => [name, state])).toEqual([
      ['王小明', 'won'],
      ['Eve', 'new'],
    ]);
    await store.close();
  });

  test('has no reader any more; the backup beside it has all, for its owner alone', async () => {
    await (await open()).close();
    const text = (await readFile(file)).toString('latin1');
    expect(readers.filter((reader) => text.includes(reader))).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual(['byline.db', 'byline.db.before-counts']);
    const backup = join(folder, 'byline.db.before-counts');
    expect((await stat(backup)).mode & 0o777).toBe(0o600);
    const before = new DatabaseSync(backup, { readOnly: true });
    expect(before.prepare('select count(*) as n from touch').get()).toEqual({ n: 6 });
    before.close();
    expect(told).toEqual([expect.stringContaining(backup)]);
  });

  test('is as it was where counting stops in the middle, and is counted the next time', async () => {
    const before = touchesIn(file);
    const broken = openStore({
      database: file,
      now: () => NOW,
      timeZone: 'No/Where',
      worths,
      tell: () => undefined,
    });
    await expect(broken).rejects.toThrow('could not be brought up to date');
    expect(touchesIn(file)).toEqual(before);
    const store = await open();
    expect(await store.countsBy('day', always)).toHaveLength(6);
    await store.close();
  });

  test('is brought up to date once', async () => {
    await (await open()).close();
    await (await open()).close();
    expect(told).toHaveLength(1);
    const store = await open();
    expect(await store.counts(always)).toHaveLength(6);
    await store.close();
  });

  test('is brought up to date by one of four processes that start at once', async () => {
    const program = fileURLToPath(new URL('./serve.ts', import.meta.url));
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    const ports = await Promise.all(
      children.map(async (child) => {
        const failed = once(child, 'exit').then(() => Promise.reject(new Error(String(child.stderr.read()))));
        failed.catch(() => undefined);
        return Promise.race([once(child.stdout, 'data').then(String), failed]);
      }),
    );
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.map((child) => once(child, 'exit')));
    expect(ports.every((port) => Number(port) > 0)).toBe(true);
    const store = await open();
    expect(await store.counts(always)).toHaveLength(6);
    expect(await store.leads()).toHaveLength(2);
    await store.close();
    expect((await readdir(folder)).filter((name) => name.includes('before-counts'))).toHaveLength(1);
  });
});

/** Every touch of a file of the earlier version. */
function touchesIn(path: string): unknown[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database.prepare('select * from touch order by id').all();
  } finally {
    database.close();
  }
}

test('a reader with 130,000 touches is no more than a few counts and 50 steps', async () => {
  const raw = new DatabaseSync(file);
  raw.exec(`with recursive many (n) as (select 1 union all select n + 1 from many where n < 130000)
    insert into touch select 'many-' || n, 'dddddddd-4444', ${NOW - DAY} + n, 'hello', 'dev' from many;
    insert into conversion values ('many', 'dddddddd-4444', ${NOW}, 'consulting', 'lead', 'form', null, null)`);
  raw.close();
  const store = await open();
  const many = (await store.conversions(always)).find(({ id }) => id === 'many');
  expect([many?.journey.arrivals.length, many?.journey.reads.length]).toEqual([50, 50]);
  expect((await store.counts(always)).find(({ source }) => source === 'dev')).toMatchObject({ n: 130_000 });
  await store.close();
});

test('amounts that were kept by Node’s digits of a currency are kept by those of ISO 4217', async () => {
  const store = await open();
  const amounts = { HUF: 1999, IQD: 5, CNY: 199_00, ISK: 300 };
  await store.addEntries(
    Object.entries(amounts).map(([currency, amount]) =>
      entry({ money: { amount, currency }, externalId: currency }),
    ),
  );
  await store.close();
  const database = new DatabaseSync(file);
  database.exec("delete from kysely_migration where name like '0006%'");
  database.exec('alter table entry drop column rate; drop table report_link');
  database.close();
  const again = await open();
  const { entries } = await again.ledger(always);
  await again.close();
  const kept = Object.fromEntries(entries.map(({ money }) => [money.currency, money.amount]));
  expect(kept).toMatchObject({ HUF: 1999_00, IQD: 5_000, CNY: 199_00, ISK: 300 });
});
