import { existsSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { Problem } from '#domain';
import { isPostgres } from '../../database-address.ts';
import {
  COPY_MARK,
  type CopiedTable,
  copiedTableNames,
  deleteAll,
  insertRows,
  keyOf,
  type Place,
  rowsOf,
  sizeOf,
} from './copy-rows.ts';
import type { Upgrade } from './count-touches.ts';
import type { Engine } from './engine.ts';
import { openEngine, openToRead } from './open-engine.ts';
import type { Tables } from './tables.ts';

/**
 * Copies everything into another database that is empty. A copy that was stopped goes on where it was: how far it has
 * come is written down in the other database with each thousand rows.
 *
 * @param progress called after each piece
 * @returns how many rows were copied now
 * @throws Problem when the other database has data of its own, or rows came in meanwhile
 */
export async function copyDatabase({ from, to, upgrade, progress = () => undefined }: Copy): Promise<number> {
  const source = await open(from, upgrade, { mustExist: true });
  try {
    const target = await open(to, upgrade);
    try {
      return await copyInto(target, source, progress);
    } finally {
      await target.database.destroy();
    }
  } finally {
    await source.database.destroy();
  }
}

async function copyInto(
  target: Engine,
  { database: source, name: from }: Engine,
  progress: NonNullable<Copy['progress']>,
): Promise<number> {
  const place = await startingPlace(target, from);
  let copied = 0;
  for (const table of copiedTableNames.slice(
    place === undefined ? 0 : copiedTableNames.indexOf(place.table),
  )) {
    for await (const rows of rowsOf(source, table, place?.table === table ? place.key : undefined)) {
      const reached = { table, key: keyOf(table, rows.at(-1) ?? {}) };
      await target.transact(async (transaction) => {
        await insertRows(transaction, table, rows);
        await setMark(transaction, { from, place: reached });
      });
      copied += rows.length;
      progress(table, copied);
    }
  }
  await checkSame(target, source, from);
  await target.database.deleteFrom('meta').where('name', '=', COPY_MARK).execute();
  return copied;
}

/** Where a copy that was stopped goes on; undefined for one that begins. */
async function startingPlace({ database, name }: Engine, from: string): Promise<Place | undefined> {
  const mark = await readMark(database);
  if (mark === undefined) {
    await checkEmpty(database, name);
    await beginAnew(database, from);
    return undefined;
  }
  if (mark.from === from) return mark.place;
  throw new Problem(`${name} is half a copy of another database: ${mark.from}`, {
    hint: 'Copy from that one, or name another database to copy to.',
  });
}

async function checkSame({ database, name }: Engine, source: Kysely<Tables>, from: string): Promise<void> {
  const different: CopiedTable[] = [];
  for (const table of copiedTableNames) {
    if ((await sizeOf(database, table)) !== (await sizeOf(source, table))) different.push(table);
  }
  if (different.length === 0) return;
  await beginAnew(database, from);
  throw new Problem(`${from} changed while it was copied (${different.join(', ')})`, {
    hint: `Stop the server, and copy again. What was copied to ${name} is deleted; nothing else was changed.`,
  });
}

async function beginAnew(database: Kysely<Tables>, from: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await deleteAll(transaction);
    await setMark(transaction, { from });
  });
}

/**
 * Writes a backup: one SQLite file with everything as it is at one moment, whatever kind of database it is of. The
 * server may run meanwhile.
 *
 * @throws Problem when the file is there already
 */
export async function backUpDatabase(address: string, file: string, upgrade: Upgrade): Promise<void> {
  if (existsSync(file)) {
    throw new Problem(`there is a file ${file} already`, { hint: 'Name another one.' });
  }
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.part-${process.pid}`;
  const source = await openSource(address, upgrade);
  try {
    if (isPostgres(address)) await copySnapshot(source, part, upgrade);
    else await sql`vacuum into ${part}`.execute(source);
    await chmod(part, 0o600);
    // Whole or not at all, and never over a file that came meanwhile.
    await link(part, file);
  } finally {
    await source.destroy();
    await rm(part, { force: true });
  }
}

async function copySnapshot(source: Kysely<Tables>, file: string, upgrade: Upgrade): Promise<void> {
  const target = await open(file, upgrade);
  try {
    await source
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((snapshot) => replaceAll(target, snapshot));
  } finally {
    await target.database.destroy();
  }
}

/** A file is only read; the tables of a server are brought up to date first, since they are copied one by one. */
async function openSource(address: string, upgrade: Upgrade): Promise<Kysely<Tables>> {
  if (isPostgres(address)) return (await open(address, upgrade, { mustExist: true })).database;
  const source = await openToRead(address);
  if (source !== undefined) return source;
  throw new Problem(`there is no database ${address}`, { hint: 'Check BYLINE_DATABASE or --db.' });
}

/**
 * Puts a backup in place of what is in a database, all of it or nothing. A backup of an earlier version is brought up
 * to date first; the file itself stays as it is.
 *
 * @throws Problem when the database has data and `replace` is not set
 */
export async function restoreDatabase({ file, address, replace, upgrade }: Restore): Promise<void> {
  if (!existsSync(file)) throw new Problem(`there is no file ${file}`, { hint: 'Check the path.' });
  const folder = await mkdtemp(join(tmpdir(), 'byline-restore-'));
  try {
    const copy = join(folder, 'backup.db');
    await copyFile(file, copy);
    const source = await open(copy, upgrade);
    const target = await open(address, upgrade);
    try {
      if (!replace) await checkEmpty(target.database, target.name);
      await replaceAll(target, source.database);
    } finally {
      await source.database.destroy();
      await target.database.destroy();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function replaceAll({ transact }: Engine, source: Kysely<Tables>): Promise<void> {
  await transact(async (transaction) => {
    await deleteAll(transaction);
    for (const table of copiedTableNames) {
      for await (const rows of rowsOf(source, table)) await insertRows(transaction, table, rows);
    }
  });
}

/** @throws Problem when the database is a copy that was stopped in the middle */
export async function checkWhole({ database, name }: Engine): Promise<void> {
  const mark = await readMark(database);
  if (mark === undefined) return;
  throw new Problem(`${name} is half a copy of ${mark.from}`, {
    hint: 'Run npx byline db copy again: it goes on where it stopped.',
  });
}

async function checkEmpty(database: Kysely<Tables>, name: string): Promise<void> {
  for (const table of copiedTableNames) {
    const { done } = await rowsOf(database, table).next();
    if (done || table === 'meta') continue;
    throw new Problem(`${name} has data already`, {
      hint: 'Name a database that is empty. To restore in place of what is there, add --replace.',
    });
  }
}

function open(database: string, upgrade: Upgrade, { mustExist = false } = {}): Promise<Engine> {
  return openEngine({ ...upgrade, database, mustExist, tell: () => undefined });
}

async function readMark(database: Kysely<Tables>): Promise<Mark | undefined> {
  const found = await database
    .selectFrom('meta')
    .select('value')
    .where('name', '=', COPY_MARK)
    .executeTakeFirst();
  return found === undefined ? undefined : JSON.parse(found.value);
}

async function setMark(database: Kysely<Tables>, mark: Mark): Promise<void> {
  const value = JSON.stringify(mark);
  await database
    .insertInto('meta')
    .values({ name: COPY_MARK, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** How far a copy has come; kept in the database that is copied to. */
interface Mark {
  /** What the database that is copied from is called. */
  readonly from: string;
  readonly place?: Place;
}

export interface Copy {
  /** Addresses: the path of an SQLite file, or `postgres://…`. */
  readonly from: string;
  readonly to: string;
  readonly upgrade: Upgrade;
  readonly progress?: (table: CopiedTable, rows: number) => void;
}

export interface Restore {
  /** The backup. */
  readonly file: string;
  /** What it is restored to. */
  readonly address: string;
  /** Whether data that is there may be deleted. */
  readonly replace: boolean;
  readonly upgrade: Upgrade;
}
