import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copiedTableNames } from '../../../integrations/attribution/collector/store/copy-rows.ts';
import {
  backUpDatabase,
  copyDatabase,
  openStore,
  restoreDatabase,
  type Store,
} from '../../../integrations/attribution/collector/store.ts';
import { conversion, count, entry, journey, lead, NOW, ZONE } from '../builders.ts';
import { type EmptyDatabase, emptyDatabase } from '../database.ts';

const always = { from: 0, to: NOW + 400 * 86_400_000 };
const upgrade = { timeZone: ZONE, worths: new Map() };
const touches = fileURLToPath(new URL('./fixtures/touches.db', import.meta.url));

let folder: string;
let file: string;
let other: EmptyDatabase;

const open = (database: string) => openStore({ database, now: () => NOW, timeZone: ZONE });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
  file = join(folder, 'byline.db');
  other = await emptyDatabase();
});

afterEach(async () => {
  await other.remove();
  await rm(folder, { recursive: true });
});

/** One of everything a database can have. */
async function fill(address: string, views = 3): Promise<void> {
  const store = await open(address);
  const hop = { from: null, to: 'dev' };
  const seen = Array.from({ length: views }, (_, index) => count({ post: `post-${index}`, hop }));
  await Promise.all(seen.map((each) => store.addCount(each)));
  const sent = lead({ conversion: conversion({ id: 'lead-one', journey: journey(['dev', '掘金']) }) });
  await store.addLead(sent);
  await store.changeLead('lead-one', { id: 'note', at: NOW, note: 'wrote back' });
  const sale = conversion({ id: 'sale-one', kind: 'sale' });
  const delivery = { shop: 'stripe', id: 'evt', at: NOW };
  await store.addSale({
    conversion: sale,
    entries: [entry({ conversion: sale.id, externalId: 'e1' })],
    delivery,
  });
  await store.addSession({ id: 'hash', at: NOW, expires: NOW + 1e9 });
  store.countDrop('bot');
  await store.close();
}

/** What a store says of all that it has. */
async function told(address: string): Promise<object> {
  const store = await open(address);
  const answers = {
    counts: (await store.countsBy('day', always)).sort((a, b) => ((a.post ?? '') < (b.post ?? '') ? -1 : 1)),
    hops: await store.hops(always),
    conversions: await store.conversions(always),
    ledger: await store.ledger(always),
    leads: await store.leads(),
    notes: await store.leadNotes(),
    drops: await store.drops(always),
    isReplay: await replays(store),
    session: await store.session('hash'),
  };
  await store.close();
  return answers;
}

const replays = (store: Store) =>
  store.addSale({ entries: [], delivery: { shop: 'stripe', id: 'evt', at: NOW } });

describe('a copy', () => {
  test('has everything but who is signed in, there and back', async () => {
    await fill(file);
    const before = await told(file);
    const rows = await copyDatabase({ from: file, to: other.address, upgrade });
    expect(rows).toBeGreaterThan(15);
    expect(await told(other.address)).toEqual({ ...before, session: undefined });
    const back = join(folder, 'back.db');
    await copyDatabase({ from: other.address, to: back, upgrade });
    expect(await told(back)).toEqual({ ...before, session: undefined });
  });

  test('goes on where it was killed, and until then cannot be served', async () => {
    await fill(file, 6_000);
    const program = fileURLToPath(new URL('./copy-program.ts', import.meta.url));
    const child = spawn(process.execPath, [program, file, other.address], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of child.stdout) if (String(line).includes('daily')) break;
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect(open(other.address)).rejects.toMatchObject({
      message: expect.stringContaining('is half a copy'),
      hint: expect.stringContaining('byline db copy'),
    });
    const all = 6_000 * 2 + 20;
    const rest = await copyDatabase({ from: file, to: other.address, upgrade });
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThan(all - 1_000);
    expect(await told(other.address)).toMatchObject({ counts: expect.objectContaining({ length: 6_000 }) });
  });

  test('is refused where there is data, which stays', async () => {
    await fill(file);
    await fill(other.address, 1);
    const copied = copyDatabase({ from: file, to: other.address, upgrade });
    await expect(copied).rejects.toThrow('has data already');
    expect(await told(other.address)).toMatchObject({ counts: expect.objectContaining({ length: 1 }) });
  });

  test('of a database that changes meanwhile is not kept', async () => {
    await fill(file, 2_500);
    const server = await open(file);
    let isChanged = false;
    const progress = (table: string) => {
      if (table !== 'seen' || isChanged) return;
      isChanged = true;
      const raw = new DatabaseSync(file);
      raw.exec("update daily set n = n + 1 where post = 'post-0'");
      raw.close();
    };
    await expect(copyDatabase({ from: file, to: other.address, upgrade, progress })).rejects.toThrow(
      /changed while it was copied \(daily\)/,
    );
    await server.close();
    await copyDatabase({ from: file, to: other.address, upgrade });
    expect(await told(other.address)).toMatchObject({ counts: expect.objectContaining({ length: 2_500 }) });
  });

  test('of nothing is said to be one', async () => {
    await expect(copyDatabase({ from: file, to: other.address, upgrade })).rejects.toThrow('no database yet');
  });

  test('knows every table there is but that of sessions', async () => {
    await fill(file);
    const raw = new DatabaseSync(file);
    const tables = raw.prepare("select name from sqlite_master where type = 'table'").all();
    raw.close();
    const names = tables.map(({ name }) => String(name)).filter((name) => !name.startsWith('kysely'));
    expect(names.sort()).toEqual([...copiedTableNames, 'session'].sort());
  });
});

describe('a backup', () => {
  test('has everything at one moment, for its owner alone, while the server writes', async () => {
    await fill(other.address);
    const server = await open(other.address);
    const backup = join(folder, 'backups/one.db');
    await Promise.all([
      backUpDatabase(other.address, backup, upgrade),
      ...Array.from({ length: 50 }, () => server.addCount(count({ post: 'later' }))),
    ]);
    await server.close();
    expect((await stat(backup)).mode & 0o777).toBe(0o600);
    const raw = new DatabaseSync(backup, { readOnly: true });
    const sums = raw
      .prepare('select (select sum(n) from daily) as counted, (select count(*) from seen) as seen')
      .get();
    raw.close();
    expect(sums?.['counted']).toBe(sums?.['seen']);
  });

  test('is never written over another', async () => {
    await fill(other.address);
    const backup = join(folder, 'one.db');
    await backUpDatabase(other.address, backup, upgrade);
    const before = await readFile(backup);
    await expect(backUpDatabase(other.address, backup, upgrade)).rejects.toThrow('already');
    expect(await readFile(backup)).toEqual(before);
  });

  test('is restored into an empty database, and in place of another only when that is asked', async () => {
    await fill(other.address);
    const before = await told(other.address);
    const backup = join(folder, 'one.db');
    await backUpDatabase(other.address, backup, upgrade);
    await fill(file, 9);
    const restored = (replace: boolean) => restoreDatabase({ file: backup, address: file, replace, upgrade });
    await expect(restored(false)).rejects.toMatchObject({ hint: expect.stringContaining('--replace') });
    expect(await told(file)).toMatchObject({ counts: expect.objectContaining({ length: 9 }) });
    await restored(true);
    expect(await told(file)).toEqual(before);
    await restoreDatabase({ file: backup, address: other.address, replace: true, upgrade });
    expect(await told(other.address)).toEqual(before);
  });

  test('of an earlier version is brought up to date on the way', async () => {
    const before = await readFile(touches);
    await restoreDatabase({ file: touches, address: other.address, replace: false, upgrade });
    const store = await open(other.address);
    expect(await store.countsBy('day', always)).toHaveLength(6);
    await store.close();
    expect(await readFile(touches)).toEqual(before);
  });
});
