import type { Command } from 'commander';
import { mainLanguage } from '#domain';
import site from '#site';
import {
  backUpDatabase,
  copyDatabase,
  databaseAddress,
  databaseName,
  restoreDatabase,
  wordsFor,
} from '../../integrations/attribution/index.ts';
import { soundContent } from '../content.ts';
import { worthsOf } from '../report-content.ts';

const words = wordsFor(mainLanguage(site));

/** Copies the database into another one. */
export async function copyTo(to: string, _options: unknown, command: Command): Promise<void> {
  const progress = process.stderr.isTTY ? showProgress : () => undefined;
  const rows = await copyDatabase({ from: addressOf(command), to, upgrade: await upgrade(), progress });
  console.log(words.databaseCopied(rows, databaseName(to)));
}

/** Writes a backup. */
export async function backUp(file: string = newBackup(), _options: unknown, command: Command): Promise<void> {
  await backUpDatabase(addressOf(command), file, await upgrade());
  console.log(words.databaseBackedUp(file));
}

/** Restores a backup; what it replaces is backed up first. */
export async function restore(
  file: string,
  { replace = false }: { replace?: boolean },
  command: Command,
): Promise<void> {
  const address = addressOf(command);
  if (replace) await backUp(undefined, undefined, command);
  await restoreDatabase({ file, address, replace, upgrade: await upgrade() });
  console.log(words.databaseRestored(file, databaseName(address)));
}

function addressOf(command: Command): string {
  return databaseAddress(process.env, command.optsWithGlobals<{ db?: string }>().db);
}

/** `.byline/backups/2026-11-30T21-45-00Z.db` */
function newBackup(): string {
  const moment = new Date().toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
  return `.byline/backups/${moment}.db`;
}

/** What a database of an earlier version is brought up to date with. */
async function upgrade(): Promise<Parameters<typeof copyDatabase>[0]['upgrade']> {
  const content = await soundContent();
  return { timeZone: site.timeZone, worths: worthsOf(content.offers.map(({ noun }) => noun)) };
}

function showProgress(table: string, rows: number): void {
  process.stderr.write(`\r${table} ${rows}\u001b[K`);
}
