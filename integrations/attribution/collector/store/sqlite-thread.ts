import { Worker } from 'node:worker_threads';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/**
 * Kysely's dialect over an SQLite file that another thread has open. Syncs to disk and locks of other processes then
 * stop that thread, and never the one that serves pages.
 */
export function threadDialect(settings: ThreadSettings): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ThreadDriver(settings),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (database) => new SqliteIntrospector(database),
  };
}

class ThreadDriver implements Driver {
  readonly #settings: ThreadSettings;
  #connection: ThreadConnection | undefined;

  constructor(settings: ThreadSettings) {
    this.#settings = settings;
  }

  async init(): Promise<void> {
    this.#connection = new ThreadConnection(this.#settings);
  }

  async acquireConnection(): Promise<ThreadConnection> {
    if (this.#connection === undefined) throw new Error('the database is closed');
    return this.#connection;
  }

  async beginTransaction(connection: ThreadConnection): Promise<void> {
    connection.begin();
  }

  async commitTransaction(connection: ThreadConnection): Promise<void> {
    await connection.end('commit');
  }

  async rollbackTransaction(connection: ThreadConnection): Promise<void> {
    await connection.end('rollback');
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    await this.#connection?.close();
    this.#connection = undefined;
  }
}

/** Answers come in the order of the questions, so the first that waits is the one that is answered. */
class ThreadConnection implements DatabaseConnection {
  readonly #worker: Worker;
  #waiting: PromiseWithResolvers<Answer>[] = [];
  #transaction: Statement['transaction'] = 'none';
  #ended: Error | undefined;

  constructor(settings: ThreadSettings) {
    this.#worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: settings });
    this.#worker.on('message', (answer: Answer) => this.#waiting.shift()?.resolve(answer));
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#end(new Error('the thread of the database has ended')));
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const transaction = this.#transaction;
    if (transaction === 'asked for') this.#transaction = 'open';
    const { rows, changes } = await this.#ask({ sql, parameters, transaction });
    return { rows: rows as R[], ...(changes !== undefined && { numAffectedRows: changes }) };
  }

  /** All rows in one piece: a thread that holds a half-read answer could not go on to write. */
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  /** A transaction begins with its first statement: one question to the thread less. */
  begin(): void {
    this.#transaction = 'asked for';
  }

  /** Ends the transaction, where one is open: none is before its first statement, nor after that could not begin it. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    const isOpen = this.#transaction === 'open';
    this.#transaction = 'none';
    if (isOpen) await this.executeQuery(CompiledQuery.raw(how));
  }

  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    const hasEnded = new Promise((resolve) => this.#worker.once('exit', resolve));
    await this.#ask('close');
    await hasEnded;
  }

  async #ask(question: Question): Promise<Answered> {
    if (this.#ended !== undefined) throw this.#ended;
    const waiting = Promise.withResolvers<Answer>();
    this.#waiting.push(waiting);
    this.#worker.postMessage(question);
    const answer = await waiting.promise;
    if (!('failed' in answer)) return answer;
    if (!answer.hasBegun) this.#transaction = 'none';
    throw new SqliteError(answer.failed);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting) reject(this.#ended);
    this.#waiting = [];
  }
}

/** An error of SQLite as it came from the thread, which cannot send the error itself. */
class SqliteError extends Error {
  override readonly name = 'SqliteError';
  readonly code: string | undefined;
  /** SQLite's own number. */
  readonly errcode: number | undefined;

  constructor({ message, code, errcode }: Failed['failed']) {
    super(message);
    this.code = code;
    this.errcode = errcode;
  }
}

export type Question = 'close' | Statement;

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** `asked for`: one begins before the statement. Where there is to be one and is none, the statement is not run. */
  readonly transaction: 'none' | 'asked for' | 'open';
}

export type Answer = Answered | Failed;

interface Answered {
  readonly rows: readonly unknown[];
  /** Rows that a statement without an answer of its own changed. */
  readonly changes?: bigint;
}

interface Failed {
  /** Whether the transaction that the statement is in has begun. */
  readonly hasBegun: boolean;
  readonly failed: {
    readonly message: string;
    readonly code: string | undefined;
    readonly errcode: number | undefined;
  };
}

export interface ThreadSettings {
  readonly file: string;
  /** Run first. */
  readonly pragmas: string;
}
