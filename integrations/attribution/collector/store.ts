import { access } from 'node:fs/promises';
import { Kysely, type Transaction } from 'kysely';
import { type Conversion, type Journey, type Millis, type Money, Problem, type Touch } from '#domain';
import type { TouchCount } from '../report.ts';
import { dropTally } from './store/drop-tally.ts';
import { type GroupCommit, groupCommit } from './store/group-commit.ts';
import { readAudience, readDrops, readJourneys, readLeads, readTouchCounts } from './store/read.ts';
import { migrate, type Tables } from './store/schema.ts';
import { openSqlite, openSqliteToRead } from './store/sqlite.ts';
import { addDrops, deleteLead, insertClick, insertLead, insertTouch, updateMoney } from './store/write.ts';

/**
 * Opens the store, or makes one. All SQL is here and in `store/`.
 *
 * @throws Problem when the file is no database, or is absent and `mustExist`
 */
export async function openStore({ file, now, mustExist = false }: StoreOptions): Promise<Store> {
  if (mustExist) await checkExists(file);
  const database = new Kysely<Tables>({ dialect: await openSqlite(file) });
  try {
    await migrate(database, file);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  const writes = groupCommit<Transaction<Tables>>((work) => database.transaction().execute(work));
  return storeOver(database, writes, now);
}

/**
 * Counts who read the site, leaving the file as it is; undefined where there is none, or nothing in it yet.
 *
 * @throws Problem when the file is no database of ours
 */
export async function countAudience(file: string, period: Period): Promise<AudienceCounts | undefined> {
  const dialect = await openSqliteToRead(file);
  if (dialect === undefined) return undefined;
  const database = new Kysely<Tables>({ dialect });
  try {
    return await readAudience(database, period);
  } finally {
    await database.destroy();
  }
}

function storeOver(
  database: Kysely<Tables>,
  { append, drain }: GroupCommit<Transaction<Tables>>,
  now: () => Millis,
): Store {
  const tally = dropTally((counts) => append((transaction) => addDrops(transaction, counts)), now);
  return {
    addTouch: (touch) => append((transaction) => insertTouch(transaction, touch)),
    addClick: (click, apart) => append((transaction) => insertClick(transaction, click, apart)),
    addLead: (lead) => append((transaction) => insertLead(transaction, lead)),
    forgetLead: (id) => append((transaction) => deleteLead(transaction, id)),
    recordMoney: (id, earned) => append((transaction) => updateMoney(transaction, id, earned)),
    countDrop: tally.count,
    journeys: (period, lookBack) => readJourneys(database, period, lookBack),
    touchCounts: (period) => readTouchCounts(database, period),
    leads: () => readLeads(database),
    async drops(period) {
      await tally.flush();
      return readDrops(database, period);
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

async function checkExists(file: string): Promise<void> {
  try {
    await access(file);
  } catch (cause) {
    throw new Problem(`no database yet: there is no ${file}`, {
      hint: 'Run npm start once; readers leave their touches there. BYLINE_DATABASE names another file.',
      cause,
    });
  }
}

export interface StoreOptions {
  /** Path of the SQLite file. */
  readonly file: string;
  readonly now: () => Millis;
  /** Refuse to make a new one. @default false */
  readonly mustExist?: boolean;
}

/** What readers did. A write's promise resolves after it is durable. */
export interface Store {
  addTouch(touch: Touch): Promise<Kept>;
  /** `repeat`: the reader clicked the same offer less than `apart` milliseconds before. */
  addClick(click: Conversion, apart: Millis): Promise<Kept | 'repeat'>;
  /**
   * The lead and its conversion, or neither. A conversion's id has one lead: `replay` when that very lead is
   * there already or was forgotten, `spent` when another is.
   */
  addLead(lead: Lead): Promise<Kept | 'spent'>;
  /** Deletes name, e-mail and message; the conversion stays. false when there is no lead of that id. */
  forgetLead(conversion: string): Promise<boolean>;
  /** What a conversion brought, by the owner's word; false when there is none of that id. */
  recordMoney(conversion: string, earned: Money): Promise<boolean>;
  /** One more request left out; durable within a second or so, or by closing. */
  countDrop(reason: string): void;
  /** Journeys of the conversions in a period, oldest first, with touches at most `lookBack` milliseconds before. */
  journeys(period: Period, lookBack: Millis): Promise<Journey[]>;
  touchCounts(period: Period): Promise<TouchCount[]>;
  /** The latest first. */
  leads(): Promise<Lead[]>;
  /** Requests left out on the UTC days a period touches, the most frequent reason first. */
  drops(period: Period): Promise<Drop[]>;
  /** Writes what waits, then closes. */
  close(): Promise<void>;
}

/** `replay`: that id was there already, and nothing was changed. */
export type Kept = 'stored' | 'replay';

/** Moments from `from` on and before `to`. */
export interface Period {
  readonly from: Millis;
  readonly to: Millis;
}

/** A person asking for consulting. */
export interface Lead {
  readonly conversion: Conversion;
  readonly name: string;
  readonly email: string;
  readonly message: string;
}

/** Readings of pages, and the readers they are of. */
export interface Count {
  readonly views: number;
  readonly readers: number;
}

/** By post, and by the channel of arrival. */
export interface AudienceCounts extends Count {
  readonly posts: readonly (Count & { readonly key: string })[];
  readonly channels: readonly (Count & { readonly key: string })[];
}

export interface Drop {
  readonly reason: string;
  readonly times: number;
}
