import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { Problem } from '#domain';
import { openRecords, openStore } from '../../../integrations/attribution/collector/store.ts';
import { databaseAddress, databaseName } from '../../../integrations/attribution/database-address.ts';
import { freePort } from '../../../scripts/free-port.ts';
import { ask } from '../../servers/postgres.ts';
import { lead, NOW, ZONE } from '../builders.ts';
import { type EmptyDatabase, emptyDatabase } from '../database.ts';

const SECRET = 'pass-word-of-nobody';
const server = new URL(inject('postgres') ?? '');

let database: EmptyDatabase;
beforeEach(async () => {
  database = await emptyDatabase();
});
afterEach(() => database.remove());

const open = (address: string) => openStore({ database: address, now: () => NOW, timeZone: ZONE });
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

function changed(
  own: Partial<Pick<URL, 'port' | 'hostname' | 'username' | 'password' | 'pathname'>>,
): string {
  return Object.assign(new URL(server), own).href;
}

describe('a database that cannot be opened says why, and what to do', () => {
  test.each([
    {
      name: 'nothing listens',
      own: async () => ({ port: String(await freePort()), password: SECRET }),
      says: 'nothing answers there',
    },
    {
      name: 'an unknown host',
      own: async () => ({ hostname: 'no-such-host.invalid', password: SECRET }),
      says: 'its host',
    },
    {
      name: 'a wrong password',
      own: async () => ({ password: SECRET }),
      says: 'it refuses this user or this password',
    },
    {
      name: 'no such database',
      own: async () => ({ pathname: '/absent' }),
      says: 'there is no database of that name',
    },
  ])('$name', async ({ own, says }) => {
    const address = changed(await own());
    const ways = [() => open(address), () => openRecords({ database: address, timeZone: ZONE })];
    for (const opening of ways) {
      const error = await failureOf(opening());
      expect(error).toBeInstanceOf(Problem);
      expect(error).toMatchObject({
        message: expect.stringContaining(says),
        hint: expect.stringMatching(/.{10}/),
      });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/pass-word|a%20secret|a secret of/);
    }
  });

  test('an address that cannot be read', async () => {
    const error = await failureOf(open(`postgres://byline:${SECRET}@:port/x`));
    expect(error).toMatchObject({ message: 'the address of the database cannot be read' });
    expect(inspect(error, { depth: 9 })).not.toContain(SECRET);
  });

  test('one of another program, which stays as it was', async () => {
    await ask(
      database.address,
      'drop schema public cascade; create schema public; create table bookmarks (url text)',
    );
    await expect(open(database.address)).rejects.toThrow('is a database of another program');
    const tables = await ask(database.address, "select tablename from pg_tables where schemaname = 'public'");
    expect(tables).toEqual([{ tablename: 'bookmarks' }]);
    await ask(database.address, 'drop schema public cascade; create schema public');
  });

  test('one without tables, where it has to be there', async () => {
    await ask(database.address, 'drop schema public cascade; create schema public');
    const opened = openStore({ database: database.address, now: () => NOW, timeZone: ZONE, mustExist: true });
    await expect(opened).rejects.toMatchObject({ message: expect.stringContaining('no database yet') });
    await (await open(database.address)).close();
  });

  test('one that a newer Byline made', async () => {
    await (await open(database.address)).close();
    await ask(database.address, "insert into kysely_migration values ('9999-from-the-future', '2030-01-01')");
    await expect(open(database.address)).rejects.toThrow('was made by a newer Byline');
    await ask(database.address, "delete from kysely_migration where name like '9999%'");
  });
});

test('an error has nothing of the row it is about', async () => {
  const store = await open(database.address);
  const sent = lead();
  const error = await failureOf(store.addLead({ ...sent, message: null as unknown as string }));
  expect(error).toMatchObject({ message: expect.stringMatching(/not-null constraint/) });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(sent.email);
  await store.close();
});

describe('the address of the database', () => {
  test.each([
    [{}, undefined, '.byline/byline.db'],
    [{ BYLINE_DATABASE: 'a.db' }, undefined, 'a.db'],
    [{ BYLINE_DATABASE: 'a.db', BYLINE_DATABASE_URL: '' }, undefined, 'a.db'],
    [{ BYLINE_DATABASE: 'a.db', BYLINE_DATABASE_URL: 'postgres://h/d' }, undefined, 'postgres://h/d'],
    [{ BYLINE_DATABASE_URL: 'postgresql://h/d' }, 'b.db', 'b.db'],
  ])('%j and --db %s are %s', (environment, asked, address) => {
    expect(databaseAddress(environment, asked)).toBe(address);
  });

  test('of something else is refused without saying it again', () => {
    const error = (() => {
      try {
        return databaseAddress({ BYLINE_DATABASE_URL: `mysql://me:${SECRET}@h/d` });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(Problem);
    expect(inspect(error)).not.toContain(SECRET);
  });

  test.each([
    [
      `postgres://me:${SECRET}@db.example:5433/byline?sslmode=require&password=${SECRET}`,
      'postgres://db.example:5433/byline',
    ],
    [`postgres://me:${SECRET}/byline`, 'postgres://…'],
    ['.byline/byline.db', '.byline/byline.db'],
  ])('%s is called %s', (address, name) => {
    expect(databaseName(address)).toBe(name);
  });
});
