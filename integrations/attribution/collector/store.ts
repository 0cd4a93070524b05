import { type Conversion, type Entry, isoDay, type Millis, type Money } from '#domain';
import { boundSources } from './bounded-sources.ts';
import { createNaming, type Naming } from './sources.ts';
import { type Batch, inBatch } from './store/batch.ts';
import { checkWhole } from './store/copy.ts';
import { dropTally } from './store/drop-tally.ts';
import type { Engine } from './store/engine.ts';
import { type GroupCommit, groupCommit } from './store/group-commit.ts';
import { openEngine, openToRead } from './store/open-engine.ts';
import { type Records, readSession, recordsOf } from './store/read.ts';
import {
  askSubscriber,
  confirmSubscriber,
  deleteSubscriber,
  forgetUnanswered,
  readSubscribers,
} from './store/subscribers.ts';
import type {
  Asking,
  Count,
  Kept,
  Lead,
  LeadChange,
  ReportLink,
  Sale,
  Session,
  Subscriber,
  Taken,
} from './store/types.ts';
import { whilePassing } from './store/while-passing.ts';
import * as write from './store/write.ts';

export { backUpDatabase, copyDatabase, restoreDatabase } from './store/copy.ts';
export type { CountedOn, CountSum, HopSum, Ledger, Records } from './store/read.ts';
export * from './store/types.ts';

/**
 * Opens the store, or makes one. All SQL is here and in `store/`. A database of an earlier version is brought up to
 * date; a backup of it stays beside it.
 *
 * @throws Problem when the database cannot be reached, is not Byline's, or is absent and `mustExist`
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { database, timeZone, mustExist = false, worths = new Map(), tell = console.error } = options;
  const engine = await openEngine({ database, timeZone, mustExist, worths, tell });
  try {
    await checkWhole(engine);
  } catch (error) {
    await engine.database.destroy();
    throw error;
  }
  return storeOver(engine, commitsOf(engine), options);
}

/**
 * Opens the records of a database to read, which stays as it is; undefined where there is none, or nothing in it yet.
 *
 * @throws Problem when it cannot be reached or is not a database of Byline's
 */
export async function openRecords({
  database: address,
  timeZone,
}: Pick<StoreOptions, 'database' | 'timeZone'>): Promise<OpenRecords | undefined> {
  const database = await openToRead(address);
  if (database === undefined) return undefined;
  return { ...recordsOf(database, timeZone), close: () => database.destroy() };
}

/** A database that is locked or restarts is asked again a moment later; pages are served meanwhile. */
function commitsOf({ transact, isPassing }: Engine): GroupCommit<Batch> {
  return groupCommit<Batch>(
    (work) =>
      whilePassing(isPassing, () => transact((transaction, shard) => inBatch(transaction, shard, work))),
    isPassing,
  );
}

function storeOver(
  { database, isPassing, inTurn }: Engine,
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
    boundSource: boundSources(naming, (day) => whilePassing(isPassing, () => records.sourcesOn(day))),
    addCount(count) {
      forget();
      return append(
        (batch) => write.addCount(batch, count, dayOf(count.at)),
        (batch) => batch.announce(count),
      );
    },
    addClick: (click, count) =>
      append(
        (batch) => write.addClick(batch, click, count, dayOf(count.at)),
        (batch) => batch.announce(count),
      ),
    addConversion: (conversion) =>
      append(({ transaction }) => write.insertConversion(transaction, conversion, dayOf(conversion.at))),
    addLead: (lead) => append((batch) => write.insertLead(batch, lead, dayOf(lead.conversion.at))),
    changeLead: (id, change) => append((batch) => write.changeLead(batch, id, change)),
    forgetLead: (id) => append((batch) => write.deleteLead(batch, id)),
    askSubscriber: (asking) =>
      append(async (batch) => {
        await forgetUnanswered(batch, now());
        return askSubscriber(batch, asking);
      }),
    subscribers: () => readSubscribers(database),
    confirmSubscriber: (id, at) => append((batch) => confirmSubscriber(batch, id, at)),
    forgetSubscriber: (by) => append((batch) => deleteSubscriber(batch, by)),
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
    inTurn,
    addSession: (session) => append((batch) => write.insertSession(batch, session, now())),
    session: (id) => readSession(database, id, now()),
    endSession: (id) => append((batch) => write.deleteSession(batch, id)),
    endSessions: () => append((batch) => write.deleteSessions(batch)),
    addReportLink: (link) => append((batch) => write.insertReportLink(batch, link)),
    takeBackReportLink: (key) => append((batch) => write.deleteReportLink(batch, key)),
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

export interface StoreOptions {
  /** Path of the SQLite file, or `postgres://…`. */
  readonly database: string;
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
  /**
   * Keeps that an address is to be asked to confirm; resolves to the id to ask it by, undefined where it subscribed before
   * or was asked within the hour. Forgets whom nobody heard of for two days.
   */
  askSubscriber(asking: Asking): Promise<string | undefined>;
  /** false when nobody of that id was asked. */
  confirmSubscriber(id: string, at: Millis): Promise<boolean>;
  /** Those who confirmed, the earliest first. */
  subscribers(): Promise<Subscriber[]>;
  /** Deletes all about a subscriber, by id or address; false for an unknown subscriber. */
  forgetSubscriber(by: string): Promise<boolean>;
  /** Adds entries to the money ledger, all or none; resolves to how many were new. */
  addEntries(entries: readonly Entry[]): Promise<number>;
  /** What a shop reports, all or nothing; `replay` when the same message came before. */
  addSale(sale: Sale): Promise<Kept>;
  /**
   * Does work of one name one after the other, over all collectors that share the database: for what is read first and
   * then written.
   */
  inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** Keeps a session, and forgets those that have expired. */
  addSession(session: Session): Promise<void>;
  /** The session of an id; undefined for an unknown, expired or ended session. */
  session(id: string): Promise<Session | undefined>;
  endSession(id: string): Promise<void>;
  /** Ends the sessions of every browser. */
  endSessions(): Promise<void>;
  /** Makes an address at which a report on one offer can be read. */
  addReportLink(link: ReportLink): Promise<void>;
  /** Takes such an address back; false for an unknown key. */
  takeBackReportLink(key: string): Promise<boolean>;
  /** One more request left out; durable within a second or so, or by closing. */
  countDrop(reason: string): void;
  /** Writes what waits, then closes. */
  close(): Promise<void>;
}

/** Records that were opened to read. */
export interface OpenRecords extends Records {
  close(): Promise<void>;
}
