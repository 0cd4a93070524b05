import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../../../integrations/attribution/collector/store/sqlite.ts';
import { openRecords, openStore, type Store } from '../../../integrations/attribution/collector/store.ts';
import { conversion, count, entry, journey, lead, NOW, ZONE } from '../builders.ts';

const DAY = 86_400_000;
const always = { from: 0, to: NOW + 400 * DAY };

let folder: string;
let file: string;
let store: Store;

const open = (own: Partial<Parameters<typeof openStore>[0]> = {}) =>
  openStore({ file, now: () => NOW, timeZone: ZONE, ...own });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
  file = join(folder, 'new/byline.db');
  store = await open();
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

describe('counting', () => {
  test('the same event twice counts once', async () => {
    const seen = count();
    expect(await store.addCount(seen)).toBe('stored');
    expect(await store.addCount({ ...seen, post: 'forged' })).toBe('replay');
    expect(await store.counts(always)).toMatchObject([{ post: null, source: 'direct', n: 1 }]);
  });

  test('a hundred at once are one row, each counted once, and so are their replays', async () => {
    const seen = Array.from({ length: 100 }, (_, index) => count({ post: 'a', firstToday: index < 30 }));
    await Promise.all([...seen, ...seen].map((each) => store.addCount(each)));
    expect(await store.counts(always)).toMatchObject([{ post: 'a', n: 100, firstToday: 30, firstOfPost: 0 }]);
    const raw = new DatabaseSync(file);
    expect(raw.prepare('select count(*) as n from daily').get()).toEqual({ n: 1 });
    raw.close();
  });

  test('a click is a conversion and a count, or neither', async () => {
    const click = conversion({ kind: 'ad-click', offer: 'hosting', proof: 'claimed' });
    const counted = count({ id: click.id, kind: 'click', offer: 'hosting', source: null });
    expect(await store.addClick(click, counted)).toBe('stored');
    expect(await store.addClick(click, counted)).toBe('replay');
    const broken = conversion({ offer: null as unknown as string });
    await expect(store.addClick(broken, { ...counted, id: broken.id })).rejects.toThrow('NOT NULL');
    expect(await store.counts(always)).toMatchObject([{ kind: 'click', n: 1 }]);
    expect(await store.conversions(always)).toEqual([click]);
  });

  test('hops add up', async () => {
    const hop = { from: null, to: 'dev' };
    await Promise.all([store.addCount(count({ hop })), store.addCount(count({ hop }))]);
    await store.addCount(count({ hop }));
    expect(await store.hops(always)).toEqual([{ from: null, to: 'dev', n: 3 }]);
  });

  test('drops are counted by reason and by the site’s day', async () => {
    for (const reason of ['bot', 'owner', 'bot']) store.countDrop(reason);
    expect(await store.drops(always)).toEqual([
      { reason: 'bot', times: 2 },
      { reason: 'owner', times: 1 },
    ]);
    expect(await store.drops({ from: NOW - 9 * DAY, to: NOW - 2 * DAY })).toEqual([]);
  });
});

describe('a conversion', () => {
  test('keeps its own journey and its worth, whatever happens after', async () => {
    const worth = { amount: 500_00, currency: 'CNY' };
    const won = conversion({ worth, journey: journey(['juejin.cn', 'dev@hello', 'direct']) });
    await store.addLead(lead({ conversion: won }));
    await store.addCount(count({ post: 'another' }));
    expect(await store.conversions(always)).toEqual([won]);
  });

  test('whose journey nobody told says why', async () => {
    const unknown = conversion({ journey: { arrivals: [], reads: [], gap: 'gpc' } });
    await store.addConversion(unknown);
    expect(await store.conversions(always)).toEqual([unknown]);
  });

  test('is of a period from its first moment on and before its last', async () => {
    for (const at of [NOW - 1, NOW, NOW + 1, NOW + 2]) await store.addConversion(conversion({ at }));
    const found = await store.conversions({ from: NOW, to: NOW + 2 });
    expect(found.map(({ at }) => at)).toEqual([NOW, NOW + 1]);
  });
});

describe('a lead', () => {
  test('sent twice is one; another under its id is refused', async () => {
    const sent = lead();
    expect(await store.addLead(sent)).toBe('stored');
    expect(await store.addLead(sent)).toBe('replay');
    expect(await store.addLead({ ...sent, message: 'Something else' })).toBe('spent');
    expect(await store.leads()).toEqual([sent]);
    expect(await store.conversions(always)).toHaveLength(1);
  });

  test('that fails halfway leaves nothing', async () => {
    const sent = lead();
    await expect(store.addLead({ ...sent, message: null as unknown as string })).rejects.toThrow('NOT NULL');
    expect(await store.conversions(always)).toEqual([]);
    expect(await store.addLead(sent)).toBe('stored');
  });

  test('moves on, and what was done stays written down', async () => {
    const sent = lead();
    const { id } = sent.conversion;
    await store.addLead(sent);
    const change = {
      id: 'one',
      at: NOW,
      state: 'contacted',
      nextStep: '报价',
      nextDay: '2026-12-01',
    } as const;
    expect(await store.changeLead(id, change)).toBe(true);
    expect(await store.changeLead(id, { id: 'two', at: NOW + 1, note: '电话里聊了' })).toBe(true);
    expect(await store.changeLead('nobody', change)).toBe(false);
    expect(await store.leads()).toMatchObject([
      { state: 'contacted', nextStep: '报价', nextDay: '2026-12-01' },
    ]);
    expect(await store.leadNotes()).toEqual([
      { conversion: id, at: NOW, state: 'contacted', text: '' },
      { conversion: id, at: NOW + 1, state: null, text: '电话里聊了' },
    ]);
  });

  test('that is forgotten leaves its conversion, and no trace of the person in the file', async () => {
    const sent = lead();
    const { id } = sent.conversion;
    await store.addLead(sent);
    await store.changeLead(id, { id: 'one', at: NOW, note: `wrote to ${sent.email}` });
    expect(await store.forgetLead(id)).toBe(true);
    expect(await store.forgetLead(id)).toBe(false);
    expect([await store.leads(), await store.leadNotes()]).toEqual([[], []]);
    expect(await store.conversions(always)).toEqual([sent.conversion]);
    await store.close();
    expect((await readFile(file)).includes(sent.email)).toBe(false);
    store = await open();
  });
});

describe('the money ledger', () => {
  test('takes an entry once for each teller and its own id', async () => {
    const told = entry({ source: 'stripe', externalId: 'in_1' });
    expect(await store.addEntries([told, { ...told, externalId: 'in_2' }])).toBe(2);
    expect(await store.addEntries([told, { ...told, source: 'owner' }])).toBe(1);
    expect((await store.ledger(always)).entries).toHaveLength(3);
  });

  test('adds all or none', async () => {
    const broken = entry({ offer: null as unknown as string });
    await expect(store.addEntries([entry(), broken])).rejects.toThrow('NOT NULL');
    expect((await store.ledger(always)).entries).toEqual([]);
  });

  test('of a period has what came before, of the conversions that were paid in it', async () => {
    const [paid, other] = [conversion({ at: NOW - 9 * DAY }), conversion({ at: NOW - 9 * DAY })];
    await store.addConversion(paid);
    await store.addConversion(other);
    const at = (days: number, of: string | null) => entry({ at: NOW + days * DAY, conversion: of });
    const [before, within, after] = [at(-5, paid.id), at(0, paid.id), at(5, paid.id)];
    const [loose, early] = [at(0, null), at(-5, null)];
    await store.addEntries([before, within, after, loose, early, at(-5, other.id)]);
    const { entries, conversions } = await store.ledger({ from: NOW - DAY, to: NOW + DAY });
    expect(conversions).toEqual([paid]);
    expect(new Set(entries.map(({ externalId }) => externalId))).toEqual(
      new Set([before, within, loose].map(({ externalId }) => externalId)),
    );
  });

  test('of a cohort has all that its conversions brought, whenever that was', async () => {
    const [early, now] = [conversion({ at: NOW - 9 * DAY }), conversion()];
    await store.addConversion(early);
    await store.addConversion(now);
    const refund = entry({ conversion: now.id, at: NOW + 90 * DAY, kind: 'refund' });
    await store.addEntries([entry({ conversion: early.id }), entry({ conversion: now.id }), refund]);
    const { entries, conversions } = await store.ledgerOfCohort({ from: NOW - DAY, to: NOW + DAY });
    expect(conversions).toEqual([now]);
    expect(entries.map(({ kind }) => kind)).toEqual(['sale', 'refund']);
  });

  test('takes the message of a shop once, and all of it', async () => {
    const sale = conversion({ kind: 'sale', proof: 'recorded' });
    const message = { conversion: sale, entries: [entry({ conversion: sale.id })] };
    const delivery = { shop: 'stripe', id: 'evt_1', at: NOW };
    expect(await store.addSale({ ...message, delivery })).toBe('stored');
    expect(await store.addSale({ ...message, entries: [entry()], delivery })).toBe('replay');
    expect(await store.entriesOf(sale.id)).toHaveLength(1);
  });
});

describe('the file', () => {
  test('is read by nobody but its owner, and by two processes at once', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const beside = await open({ mustExist: true });
    await store.addCount(count());
    expect(await beside.counts(always)).toHaveLength(1);
    await beside.close();
  });

  test('keeps what was in it', async () => {
    await store.addCount(count());
    await store.close();
    store = await open();
    expect(await store.counts(always)).toHaveLength(1);
  });

  test('has every count once it is closed', async () => {
    store.countDrop('bot');
    await store.close();
    store = await open();
    store.countDrop('bot');
    expect(await store.drops(always)).toEqual([{ reason: 'bot', times: 2 }]);
  });

  test('survives a power cut: each commit is synced', async () => {
    const { dialect } = await openSqlite(join(folder, 'other.db'));
    const database = new Kysely<unknown>({ dialect });
    const settingOf = async (name: string) => (await sql.raw(`pragma ${name}`).execute(database)).rows[0];
    expect(await settingOf('synchronous')).toEqual({ synchronous: 2 });
    expect(await settingOf('journal_mode')).toEqual({ journal_mode: 'wal' });
    await database.destroy();
  });

  test('has no column that could hold a reader', () => {
    const raw = new DatabaseSync(file);
    const tables = raw.prepare("select name from sqlite_master where type = 'table'").all();
    const columns = tables.flatMap(({ name }) => raw.prepare(`pragma table_info(${String(name)})`).all());
    raw.close();
    const named = columns.map(({ name }) => String(name));
    expect(named).toEqual(expect.arrayContaining(['day', 'n', 'first_today', 'from_source', 'external_id']));
    expect(named.filter((name) => /reader|visitor|user|agent|address|^ip$|path|url/.test(name))).toEqual([]);
  });

  test('opened to read is not made, and cannot be written to', async () => {
    await store.addCount(count());
    const records = await openRecords({ file, timeZone: ZONE });
    expect(await records?.counts(always)).toHaveLength(1);
    await records?.close();
    expect(await openRecords({ file: join(folder, 'absent.db'), timeZone: ZONE })).toBeUndefined();
    expect(await readdir(folder)).toEqual(['new']);
  });

  test('that is no database is named and left as it was', async () => {
    const notes = join(folder, 'notes.txt');
    await writeFile(notes, 'not a database, but long enough to look like one\n'.repeat(50));
    const before = await readFile(notes);
    await expect(open({ file: notes })).rejects.toMatchObject({
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
    await expect(open({ file: other })).rejects.toThrow('is a database of another program');
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
    await expect(open({ file: join(folder, 'absent.db'), mustExist: true })).rejects.toMatchObject({
      message: expect.stringContaining('no database yet'),
      hint: expect.stringContaining('npm start'),
    });
    expect(await readdir(folder)).not.toContain('absent.db');
  });

  test('that is a folder is refused', async () => {
    await expect(open({ file: folder })).rejects.toThrow('cannot be opened for writing');
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
