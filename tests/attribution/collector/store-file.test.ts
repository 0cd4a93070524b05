import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEngine } from '../../../integrations/attribution/collector/store/open-engine.ts';
import { openRecords, openStore, type Store } from '../../../integrations/attribution/collector/store.ts';
import { count, lead, NOW, ZONE } from '../builders.ts';

const always = { from: 0, to: NOW + 400 * 86_400_000 };

let folder: string;
let file: string;
let store: Store;

const open = (own: Partial<Parameters<typeof openStore>[0]> = {}) =>
  openStore({ database: file, now: () => NOW, timeZone: ZONE, ...own });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
  file = join(folder, 'new/byline.db');
  store = await open();
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

describe('the file', () => {
  test('is read by nobody but its owner, and by two processes at once', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const beside = await open({ mustExist: true });
    await store.addCount(count());
    expect(await beside.counts(always)).toHaveLength(1);
    await beside.close();
  });

  test('has one row for a hundred views of one post', async () => {
    await Promise.all(Array.from({ length: 100 }, () => store.addCount(count({ post: 'a' }))));
    const raw = new DatabaseSync(file);
    expect(raw.prepare('select count(*) as n from daily').get()).toEqual({ n: 1 });
    raw.close();
  });

  test('has no trace of a person who was forgotten', async () => {
    const sent = lead();
    await store.addLead(sent);
    await store.changeLead(sent.conversion.id, { id: 'one', at: NOW, note: `wrote to ${sent.email}` });
    await store.forgetLead(sent.conversion.id);
    await store.close();
    expect((await readFile(file)).includes(sent.email)).toBe(false);
    store = await open();
  });

  test('survives a power cut: each commit is synced', async () => {
    const other = { database: join(folder, 'other.db'), timeZone: ZONE, mustExist: false };
    const { database } = await openEngine({ ...other, worths: new Map(), tell: () => undefined });
    const settingOf = async (name: string) => (await sql.raw(`pragma ${name}`).execute(database)).rows[0];
    expect(await settingOf('synchronous')).toEqual({ synchronous: 2 });
    expect(await settingOf('journal_mode')).toEqual({ journal_mode: 'wal' });
    await database.destroy();
  });

  test('has no column that could hold a reader', () => {
    const raw = new DatabaseSync(file);
    const tables = raw.prepare("select name from sqlite_master where type = 'table'").all();
    // Who subscribed has given an address, and their row is tied to no other.
    const counting = tables.filter(({ name }) => name !== 'subscriber');
    const columns = counting.flatMap(({ name }) => raw.prepare(`pragma table_info(${String(name)})`).all());
    raw.close();
    const named = columns.map(({ name }) => String(name));
    expect(named).toEqual(expect.arrayContaining(['day', 'n', 'first_today', 'from_source', 'external_id']));
    expect(named.filter((name) => /reader|visitor|user|agent|address|^ip$|path|url/.test(name))).toEqual([]);
  });

  test('opened to read is not made, and cannot be written to', async () => {
    await store.addCount(count());
    const records = await openRecords({ database: file, timeZone: ZONE });
    expect(await records?.counts(always)).toHaveLength(1);
    await records?.close();
    expect(await openRecords({ database: join(folder, 'absent.db'), timeZone: ZONE })).toBeUndefined();
    expect(await readdir(folder)).toEqual(['new']);
  });

  test('that is no database is named and left as it was', async () => {
    const notes = join(folder, 'notes.txt');
    await writeFile(notes, 'not a database, but long enough to look like one\n'.repeat(50));
    const before = await readFile(notes);
    await expect(open({ database: notes })).rejects.toMatchObject({
      name: 'Problem',
      message: `${notes} is not a database`,
      hint: expect.stringContaining('BYLINE_DATABASE'),
    });
    expect(await readFile(notes)).toEqual(before);
    expect((await readdir(folder)).filter((name) => name.startsWith('notes'))).toEqual(['notes.txt']);
  });

  test('of another program is left as it was', async () => {
    const other = join(folder, 'other.db');
    new DatabaseSync(other).exec('create table bookmarks (url text)');
    await expect(open({ database: other })).rejects.toThrow('is a database of another program');
    const tables = new DatabaseSync(other).prepare('select name from sqlite_master').all();
    expect(tables.map(({ name }) => name)).toEqual(['bookmarks']);
  });

  test('of a newer Byline is refused', async () => {
    const raw = new DatabaseSync(file);
    raw.exec("insert into kysely_migration values ('9999-from-the-future', '2030-01-01')");
    raw.close();
    await expect(open()).rejects.toThrow('was made by a newer Byline');
  });

  test('that must exist and does not is not made', async () => {
    await expect(open({ database: join(folder, 'absent.db'), mustExist: true })).rejects.toMatchObject({
      message: expect.stringContaining('no database yet'),
      hint: expect.stringContaining('npm start'),
    });
    expect(await readdir(folder)).not.toContain('absent.db');
  });

  test('that is a folder is refused', async () => {
    await expect(open({ database: folder })).rejects.toThrow('cannot be opened for writing');
  });
});

describe('a lock held by another process', () => {
  test('keeps a write waiting, and stops nothing else', async () => {
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    let isKept = false;
    const kept = store.addCount(count()).then((outcome) => {
      isKept = true;
      return outcome;
    });
    // The thread goes on: ten timers of a few milliseconds pass while the lock is held.
    let turns = 0;
    while (turns < 10) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      turns += 1;
    }
    expect([turns, isKept]).toEqual([10, false]);
    expect(await store.counts(always)).toEqual([]);
    other.exec('commit');
    other.close();
    expect(await kept).toBe('stored');
  });
});
