import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../../../integrations/attribution/collector/store/sqlite.ts';
import { openStore, type Store } from '../../../integrations/attribution/collector/store.ts';
import { conversion, NOW, READER, touch } from '../builders.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const always = { from: 0, to: NOW + DAY };
const person = { name: '王小明', email: 'wang@reader.example', message: '想聊聊 p99' };

let folder: string;
let file: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
  file = join(folder, 'new/byline.db');
  store = await openStore({ file, now: () => NOW });
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

describe('writing', () => {
  test('the same event twice is one touch', async () => {
    const seen = touch();
    expect(await store.addTouch(seen)).toBe('stored');
    expect(await store.addTouch({ ...seen, post: 'forged' })).toBe('replay');
    expect(await store.touchCounts(always)).toEqual([{ post: null, channel: 'direct', touches: 1 }]);
  });

  test('a hundred touches at once are all there, once', async () => {
    const seen = Array.from({ length: 100 }, () => touch({ post: 'a' }));
    await Promise.all([...seen, ...seen].map((each) => store.addTouch(each)));
    expect(await store.touchCounts(always)).toEqual([{ post: 'a', channel: 'direct', touches: 100 }]);
  });

  const click = conversion({ kind: 'ad-click', offer: 'hosting', proof: 'claimed' });
  test.each([
    { name: 'soon after', next: { at: NOW + 29 * 60_000 }, outcome: 'repeat' },
    { name: 'the same click again', next: { id: click.id }, outcome: 'replay' },
    { name: 'half an hour later', next: { at: NOW + HOUR / 2 }, outcome: 'stored' },
    { name: 'by another reader', next: { reader: crypto.randomUUID() }, outcome: 'stored' },
    { name: 'on another offer', next: { offer: 'course' }, outcome: 'stored' },
  ])('a click $name: $outcome', async ({ next, outcome }) => {
    expect(await store.addClick(click, HOUR / 2)).toBe('stored');
    expect(await store.addClick({ ...click, id: crypto.randomUUID(), ...next }, HOUR / 2)).toBe(outcome);
  });

  test('the same lead twice is one; another under its id is refused', async () => {
    const lead = { conversion: conversion(), ...person };
    expect(await store.addLead(lead)).toBe('stored');
    expect(await store.addLead(lead)).toBe('replay');
    expect(await store.addLead({ ...lead, message: 'Something else' })).toBe('spent');
    expect(await store.leads()).toEqual([lead]);
    expect(await store.journeys(always, DAY)).toHaveLength(1);
  });

  test('a lead that fails halfway leaves nothing', async () => {
    const lead = { conversion: conversion(), ...person };
    const broken = { ...lead, message: null as unknown as string };
    await expect(store.addLead(broken)).rejects.toThrow('NOT NULL');
    expect(await store.journeys(always, DAY)).toEqual([]);
    expect(await store.addLead(lead)).toBe('stored');
  });

  test('a lead that is forgotten leaves its conversion, and no trace of the person in the file', async () => {
    const lead = conversion();
    await store.addLead({ conversion: lead, ...person });
    expect(await store.forgetLead(lead.id)).toBe(true);
    expect(await store.forgetLead(lead.id)).toBe(false);
    expect(await store.leads()).toEqual([]);
    expect((await store.journeys(always, DAY)).map((each) => each.conversion)).toEqual([lead]);
    await store.close();
    expect((await readFile(file)).includes(person.email)).toBe(false);
    store = await openStore({ file, now: () => NOW });
  });

  test('money is recorded on a conversion there is', async () => {
    const lead = conversion();
    await store.addLead({ conversion: lead, ...person });
    const earned = { amount: 12_000_00, currency: 'CNY' };
    expect(await store.recordMoney(lead.id, earned)).toBe(true);
    expect(await store.recordMoney('no-such', earned)).toBe(false);
    expect(await store.leads()).toEqual([{ conversion: { ...lead, earned, proof: 'recorded' }, ...person }]);
  });

  test('drops are counted by reason', async () => {
    for (const reason of ['bot', 'gpc', 'bot']) store.countDrop(reason);
    expect(await store.drops(always)).toEqual([
      { reason: 'bot', times: 2 },
      { reason: 'gpc', times: 1 },
    ]);
    expect(await store.drops({ from: NOW - 9 * DAY, to: NOW - 2 * DAY })).toEqual([]);
  });
});

describe('journeys', () => {
  test('hold the reader’s touches in order, within the look-back, up to the conversion', async () => {
    const at = (moment: number, post: string) => touch({ at: moment, post, channel: 'dev' });
    await Promise.all([
      store.addTouch(at(NOW + 1, 'after')),
      store.addTouch(at(NOW, 'the very moment')),
      store.addTouch(at(NOW - 10 * DAY - 1, 'too early')),
      store.addTouch(at(NOW - 10 * DAY, 'first')),
      store.addTouch({ ...at(NOW - 1, 'another reader’s'), reader: crypto.randomUUID() }),
      store.addTouch(touch({ at: NOW - 2, post: 'within', channel: null })),
      store.addLead({ conversion: conversion(), ...person }),
    ]);
    const [journey] = await store.journeys(always, 10 * DAY);
    expect(journey?.steps.map(({ post }) => post)).toEqual(['first', 'within', 'the very moment']);
    expect(journey?.steps.map(({ channel }) => channel)).toEqual(['dev', 'dev', 'dev']);
    expect(journey?.conversion.reader).toBe(READER);
  });

  test('are those of conversions from the first moment on and before the last', async () => {
    const moments = [NOW - 1, NOW, NOW + 1, NOW + 2];
    await Promise.all(moments.map((at) => store.addLead({ conversion: conversion({ at }), ...person })));
    const found = await store.journeys({ from: NOW, to: NOW + 2 }, DAY);
    expect(found.map(({ conversion: { at } }) => at)).toEqual([NOW, NOW + 1]);
  });
});

describe('the file', () => {
  test('is read by nobody but its owner, and by two processes at once', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const beside = await openStore({ file, now: () => NOW, mustExist: true });
    await store.addTouch(touch());
    expect(await beside.touchCounts(always)).toHaveLength(1);
    await beside.close();
  });

  test('keeps what was in it', async () => {
    await store.addTouch(touch());
    await store.close();
    store = await openStore({ file, now: () => NOW });
    expect(await store.touchCounts(always)).toHaveLength(1);
  });

  test('has every count once it is closed', async () => {
    store.countDrop('bot');
    await store.close();
    store = await openStore({ file, now: () => NOW });
    store.countDrop('bot');
    expect(await store.drops(always)).toEqual([{ reason: 'bot', times: 2 }]);
  });

  test('survives a power cut: each commit is synced', async () => {
    const database = new Kysely<unknown>({ dialect: await openSqlite(join(folder, 'other.db')) });
    const settingOf = async (name: string) => (await sql.raw(`pragma ${name}`).execute(database)).rows[0];
    expect(await settingOf('synchronous')).toEqual({ synchronous: 2 });
    expect(await settingOf('journal_mode')).toEqual({ journal_mode: 'wal' });
    await database.destroy();
  });

  test('of an earlier Byline loses the paths it had', async () => {
    await store.addTouch(touch({ channel: 'dev' }));
    await store.close();
    const raw = new DatabaseSync(file);
    raw.exec(`alter table touch add column path text not null default '/';
      update touch set path = '/to/me@mail.example';
      create table spent_token (nonce text primary key, expires bigint not null);
      delete from kysely_migration where name like '0002-%'`);
    raw.close();
    store = await openStore({ file, now: () => NOW });
    expect(await store.touchCounts(always)).toEqual([{ post: null, channel: 'dev', touches: 1 }]);
    await store.close();
    expect((await readFile(file)).includes('me@mail.example')).toBe(false);
    store = await openStore({ file, now: () => NOW });
  });

  test('that is no database is named and left as it was', async () => {
    const notes = join(folder, 'notes.txt');
    await writeFile(notes, 'not a database, but long enough to look like one\n'.repeat(50));
    const before = await readFile(notes);
    await expect(openStore({ file: notes, now: () => NOW })).rejects.toMatchObject({
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
    await expect(openStore({ file: other, now: () => NOW })).rejects.toThrow(
      'is a database of another program',
    );
    const tables = new DatabaseSync(other).prepare('select name from sqlite_master').all();
    expect(tables.map(({ name }) => name)).toEqual(['bookmarks']);
  });

  test('of a newer Byline is refused', async () => {
    const raw = new DatabaseSync(file);
    raw.exec("insert into kysely_migration values ('9999-from-the-future', '2030-01-01')");
    raw.close();
    await expect(openStore({ file, now: () => NOW })).rejects.toThrow('was made by a newer Byline');
  });

  test('that must exist and does not is not made', async () => {
    const absent = join(folder, 'absent.db');
    await expect(openStore({ file: absent, now: () => NOW, mustExist: true })).rejects.toMatchObject({
      message: expect.stringContaining('no database yet'),
      hint: expect.stringContaining('npm start'),
    });
    expect(await readdir(folder)).not.toContain('absent.db');
  });

  test('that is a folder is refused', async () => {
    await expect(openStore({ file: folder, now: () => NOW })).rejects.toThrow('cannot be opened for writing');
  });
});
