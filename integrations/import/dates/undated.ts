import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import PQueue from 'p-queue';
import { Problem } from '#domain';
import type { Piece, Tell } from '../importer.ts';
import { dayInName, momentIn, readDate, type Written } from './dates.ts';

/** Where a post without a date gets one: a word of `--date-from`, or a day for all. */
export type DateFrom = 'git' | 'name' | 'mtime' | { readonly day: Written };

/** Reads `--date-from`; throws a Problem. */
export function readDateFrom(word: string): DateFrom {
  if (word === 'git' || word === 'name' || word === 'mtime') return word;
  const day = /^\d{4}-\d\d-\d\d$/.test(word) ? readDate(word, 'UTC') : null;
  if (day !== null) return { day };
  throw new Problem(`“${word}” says no date`, {
    hint: 'Use --date-from git, name, mtime, or a day such as 2026-11-01.',
  });
}

/**
 * Dates for posts whose front matter says none. Without `from`: the day in the name, else the first
 * commit, else the day the file was changed last, which is said, since copying a folder changes it.
 *
 * @returns file → date
 */
export async function dateUndated(
  pieces: readonly Piece[],
  { root, zone, from, tell }: { root: string; zone: string; from: DateFrom | undefined; tell: Tell },
): Promise<Map<string, Written>> {
  const queue = new PQueue({ concurrency: 4 });
  const dated = pieces.map((piece) =>
    queue.add(
      async (): Promise<[string, Written]> => [piece.file, await dateOf(piece, root, zone, from, tell)],
    ),
  );
  return new Map(await Promise.all(dated));
}

async function dateOf(
  { file, name }: Piece,
  root: string,
  zone: string,
  from: DateFrom | undefined,
  tell: Tell,
): Promise<Written> {
  if (typeof from === 'object') return from.day;
  const path = file.replace(/#\d*$/, '');
  const tries = from === undefined ? (['name', 'git'] as const) : [from];
  for (const way of tries) {
    const found =
      way === 'name' ? dayInPath(name, file) : way === 'git' ? await firstCommit(root, path) : null;
    if (found !== null) return found;
  }
  const { mtimeMs } = await stat(join(root, path));
  const looked = tries.filter((way) => way !== 'mtime').join(' and ');
  const what = `no date in the ${looked}; it has that of the file, when it was changed last`;
  if (from !== 'mtime') tell({ level: 'look', file, line: 1, what });
  return momentIn(mtimeMs, zone);
}

/** In the file's name or in that of a folder above it. */
function dayInPath(name: string, file: string): Written | null {
  const parts = [
    ...name.split('/').toReversed(),
    file.slice(file.lastIndexOf('/') + 1).replace(/\.[a-z]+$/i, ''),
  ];
  return parts.map((part) => dayInName(part).day).find((day) => day !== null) ?? null;
}

/** When a file was first committed, through renames; null where git does not know it. */
async function firstCommit(root: string, file: string): Promise<Written | null> {
  const words = ['log', '--follow', '--format=%aI', '--', file];
  const found = await promisify(execFile)('git', words, { cwd: root }).catch(() => null);
  return found?.stdout.trim().split('\n').at(-1)?.replace(/Z$/, '+00:00') || null;
}
