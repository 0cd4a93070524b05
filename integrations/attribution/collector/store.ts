import { access } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely } from 'kysely';
import { lock } from 'proper-lockfile';
import { type Conversion, type Entry, isoDay, type Millis, type Money, Problem } from '#domain';
import { boundSources } from './bounded-sources.ts';
import { createNaming, type Naming } from './sources.ts';
import { backUp, tidyUp } from './store/back-up.ts';
import { type Batch, inBatch } from './store/batch.ts';
import { dropTally } from './store/drop-tally.ts';
import { type GroupCommit, groupCommit, type Transact } from './store/group-commit.ts';
import { type Records, recordsOf } from './store/read.ts';
import { migrate } from './store/schema.ts';
import { isBusy, openSqlite, openSqliteToRead } from './store/sqlite.ts';
import type { Tables } from './store/tables.ts';
import type { Count, Kept, Lead, LeadChange, Sale, Taken } from './store/types.ts';
import * as write from './store/write.ts';

export type { CountSum, HopSum, Ledger, Records } from './store/read.ts';
export * from './store/types.ts';

/**
 * Opens the store, or makes one. All SQL is here and in `store/`. A database of an earlier version is brought up to
 * date; a backup of it stays beside it.
 *
 * @throws Problem when the file is no database, or is absent and `mustExist`
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { file, mustExist = false } = options;
  if (mustExist) await checkExists(file);
  return whileBusy(() => openOnce(options), 2 * PATIENCE);
}

async function openOnce(options: StoreOptions): Promise<Store> {
  const { file } = options;
  const { dialect, tables, neverWait } = await openSqlite(file);
  const database = new Kysely<Tables>({ dialect });
  try {
    await alone(file, () => bringUpToDate(database, tables.includes('touch'), options));
  } catch (error) {
    await database.destroy();
    throw error;
  }
  neverWait();
  return storeOver(database, groupCommit<Batch>(transactOver(database)), options);
}

/**
 * Opens the records of a database to read, which stays as it is; undefined where there is none, or nothing in it yet.
 *
 * @throws Problem when the file is not a database of Byline's
 */
export async function openRecords({
  file,
  timeZone,
}: Pick<StoreOptions, 'file' | 'timeZone'>): Promise<OpenRecords | undefined> {
  const dialect = await openSqliteToRead(file);
  if (dialect === undefined) return undefined;
  const database = new Kysely<Tables>({ dialect });
  return { ...recordsOf(database, timeZone), close: () => database.destroy() };
}

/** One process after the other: on SQLite, Kysely makes migrations outside a transaction. */
async function alone(file: string, work: () => Promise<void>): Promise<void> {
  const release = await lock(file, { retries: { retries: 600, factor: 1, minTimeout: 100 } });
  try {
    await work();
  } finally {
    await release();
  }
}

async function bringUpToDate(
  database: Kysely<Tables>,
  isEarlier: boolean,
  { file, timeZone, worths = new Map(), tell = console.error }: StoreOptions,
): Promise<void> {
  const backup = isEarlier ? await backUp(database, file) : undefined;
  await migrate(database, file, { timeZone, worths });
  if (backup === undefined) return;
  await tidyUp(database);
  tell(
    `${file} was brought up to date: it keeps counts now, and no readers. The database as it was is ${backup}.`,
  );
}

/** How long a write waits for another process to let go of the database, in milliseconds. */
const PATIENCE = 30_000;

/** A locked database is asked again a moment later, so that the thread goes on serving pages meanwhile. */
function transactOver(database: Kysely<Tables>): Transact<Batch> {
  return (work) =>
    whileBusy(() => database.transaction().execute((transaction) => inBatch(transaction, work)), PATIENCE);
}

/** Does the work again while another process has the database locked. @param patience in milliseconds */
async function whileBusy<Result>(work: () => Promise<Result>, patience: Millis): Promise<Result> {
  const start = performance.now();
  for (let pause = 5; ; pause = Math.min(100, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      const cause = error instanceof Problem ? error.cause : error;
      if (!isBusy(cause) || performance.now() - start > patience) throw error;
      await wait(pause);
    }
  }
}

function storeOver(
  database: Kysely<Tables>,
  { append, drain }: GroupCommit<Batch>,
  { now, timeZone, naming = createNaming({}) }: StoreOptions,
): Store {
  const dayOf = (at: Millis) => isoDay(at, timeZone);
  const records = recordsOf(database, timeZone);
  const tally = dropTally(
    (counts) => append((batch) => write.addDrops(batch, counts)),
    () => dayOf(now()),
  );
  const forget = hourly(now, () => append((batch) => write.forgetSeen(batch, now())));
  return {
    ...records,
    boundSource: boundSources(naming, records.sourcesOn),
    addCount(count) {
      forget();
      return append((batch) => write.addCount(batch, count, dayOf(count.at)));
    },
    addClick: (click, count) => append((batch) => write.addClick(batch, click, count, dayOf(count.at))),
    addConversion: (conversion) =>
      append(({ transaction }) => write.insertConversion(transaction, conversion, dayOf(conversion.at))),
    addLead: (lead) => append((batch) => write.insertLead(batch, lead, dayOf(lead.conversion.at))),
    changeLead: (id, change) => append((batch) => write.changeLead(batch, id, change)),
    forgetLead: (id) => append((batch) => write.deleteLead(batch, id)),
    addEntries: (entries) =>
      append(async ({ transaction }) => {
        let stored = 0;
        for (const entry of entries) {
          const kept = await write.insertEntry(transaction, entry, dayOf(entry.at));
          stored += Number(kept === 'stored');
        }
        return stored;
      }),
    addSale: ({ conversion, entries, delivery }) =>
      append(async ({ transaction }) => {
        if (delivery !== undefined && !(await write.insertDelivery(transaction, delivery))) return 'replay';
        if (conversion !== undefined) {
          await write.insertConversion(transaction, conversion, dayOf(conversion.at));
        }
        for (const entry of entries) await write.insertEntry(transaction, entry, dayOf(entry.at));
        return 'stored';
      }),
    countDrop: tally.count,
    async drops(period) {
      await tally.flush();
      return records.drops(period);
    },
    async close() {
      try {
        await tally.flush();
        await drain();
      } finally {
        await database.destroy();
      }
    },
  };
}

/** Does the work at most once an hour, when it is asked; an error of it is left to the next time. */
function hourly(now: () => Millis, work: () => Promise<unknown>): () => void {
  let next = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() < next) return;
    next = now() + 3_600_000;
    work().catch(() => {});
  };
}

async function checkExists(file: string): Promise<void> {
  try {
    await access(file);
  } catch (cause) {
    throw new Problem(`no database yet: there is no ${file}`, {
      hint: 'Run npm start once; it makes the database. BYLINE_DATABASE names another file.',
      cause,
    });
  }
}

export interface StoreOptions {
  /** Path of the SQLite file. */
  readonly file: string;
  readonly now: () => Millis;
  /** The site's zone: its days are the days of all counts. */
  readonly timeZone: string;
  /** Refuse to make a new one. @default false */
  readonly mustExist?: boolean;
  /** The names of sources. @default those of a site without channels */
  readonly naming?: Naming;
  /** Offer → what one conversion is worth, for the conversions of an earlier version. @default nothing is known */
  readonly worths?: ReadonlyMap<string, Money>;
  /** Told that a database of an earlier version was brought up to date. @default console.error */
  readonly tell?: (message: string) => void;
}

/** What the collector keeps. A write's promise resolves after it is durable. */
export interface Store extends Records {
  /** The source as a day may keep it: itself, or `other` once strangers have invented too many. */
  boundSource(source: string, day: string): Promise<string>;
  /** Adds an event to the counts of its day. */
  addCount(count: Count): Promise<Kept>;
  /** A click is a conversion, and counts. */
  addClick(click: Conversion, count: Count): Promise<Kept>;
  /** A conversion that came another way than by a click or a form. */
  addConversion(conversion: Conversion): Promise<Kept>;
  /**
   * The lead and its conversion, or neither. A conversion's id has one lead: `replay` when that very lead is
   * there already or was forgotten, `spent` when another is.
   */
  addLead(lead: Lead): Promise<Taken>;
  /** Moves a lead on, or notes something about it; false when there is no lead of that id. */
  changeLead(conversion: string, change: LeadChange): Promise<boolean>;
  /** Deletes name, e-mail, message and notes; the conversion stays. false when there is no lead of that id. */
  forgetLead(conversion: string): Promise<boolean>;
  /** Adds entries to the money ledger, all or none; resolves to how many were new. */
  addEntries(entries: readonly Entry[]): Promise<number>;
  /** What a shop reports, all or nothing; `replay` when the same message came before. */
  addSale(sale: Sale): Promise<Kept>;
  /** One more request left out; durable within a second or so, or by closing. */
  countDrop(reason: string): void;
  /** Writes what waits, then closes. */
  close(): Promise<void>;
}

/** Records that were opened to read. */
export interface OpenRecords extends Records {
  close(): Promise<void>;
}
