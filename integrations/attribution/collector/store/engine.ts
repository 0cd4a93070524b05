import type { Kysely, Transaction } from 'kysely';
import type { Upgrade } from './count-touches.ts';
import type { Tables } from './tables.ts';

/** A database of one kind, as the store needs it. The SQL is the same for every kind; what differs is here. */
export interface Engine {
  readonly database: Kysely<Tables>;
  /** What messages call the database; no password is in it. */
  readonly name: string;
  /**
   * Does work in a transaction, and resolves after its commit. Where the connection broke while the commit was
   * answered, the database is asked whether it took place.
   */
  transact<Result>(
    work: (transaction: Transaction<Tables>, shard: number) => Promise<Result>,
  ): Promise<Result>;
  /** Whether the same work may succeed a moment later: a lock of another process, a server that restarts. */
  isPassing(error: unknown): boolean;
  /** Does work of one name one after the other, over all processes that share the database. */
  inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

export interface EngineSettings extends Upgrade {
  /** The path of an SQLite file, or `postgres://…`. */
  readonly database: string;
  readonly mustExist: boolean;
  /** Told that a database of an earlier version was brought up to date. */
  readonly tell: (message: string) => void;
}
