import { existsSync } from 'node:fs';
import { chmod, link, rm } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { isLocked } from './is-locked.ts';
import type { Tables } from './tables.ts';

/**
 * Copies a database of an earlier version beside it, before it is brought up to date. One that is there already stays.
 *
 * @returns the copy's path
 */
export async function backUpEarlier(database: Kysely<Tables>, file: string): Promise<string> {
  const backup = `${file}.before-counts`;
  if (existsSync(backup)) return backup;
  const part = `${backup}.${process.pid}`;
  await rm(part, { force: true });
  await sql`vacuum into ${part}`.execute(database);
  await chmod(part, 0o600);
  // Whole or not at all, and the first of several processes that do so at once is the one that stays.
  await link(part, backup).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(part);
  return backup;
}

/** Gives back the space of what was deleted, unless another process is reading. */
export async function tidyUp(database: Kysely<Tables>): Promise<void> {
  try {
    await sql`vacuum`.execute(database);
    await sql`pragma wal_checkpoint(truncate)`.execute(database);
  } catch (error) {
    if (!isLocked(error)) throw error;
  }
}
