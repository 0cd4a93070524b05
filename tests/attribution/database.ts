import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { ask, makeDatabase } from '../servers/postgres.ts';

/** Whether this run is on PostgreSQL: the project `postgres` repeats the files that `byline` runs on SQLite. */
export const onPostgres = inject('postgres') !== undefined;

/** Databases of this file's tests that none of them uses at the moment. Making one takes longer than a test. */
const free: string[] = [];

/** An address of a database with nothing in it. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const server = inject('postgres');
  if (server === undefined) return emptyFile();
  const address = free.pop() ?? (await makeDatabase(server)).url;
  return {
    address,
    async remove() {
      await deleteRows(address);
      free.push(address);
    },
  };
}

/** Every row but those that say which migrations were made. */
async function deleteRows(address: string): Promise<void> {
  const tables = await ask<{ name: string }>(
    address,
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'",
  );
  const deletes = tables.map(({ name }) => `delete from ${name}`);
  // The tables refer to one another; this way their order does not matter.
  await ask(address, ['set session_replication_role = replica', ...deletes].join('; '));
}

async function emptyFile(): Promise<EmptyDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'byline-'));
  return { address: join(folder, 'byline.db'), remove: () => rm(folder, { recursive: true }) };
}

export interface EmptyDatabase {
  /** The path of a file, or `postgres://…`. */
  readonly address: string;
  remove(): Promise<void>;
}
