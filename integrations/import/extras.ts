import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Imported } from './imported.ts';
import type { Blog } from './importer.ts';
import type { Marking } from './links/mark-dead.ts';
import { redirectLines } from './links/old-lists.ts';

/** Files an importer has beside its pieces, written under the same rules. @param main the file imported from */
export function extrasOf({ extras = [] }: Blog, main = ''): Imported[] {
  return extras.map(({ file, text }) => toExtra(`${main}#`, file, text));
}

/** The source of old lists in the record. */
const LISTS = '#lists';

export const REDIRECTS = 'public/_redirects';

/**
 * Old addresses of lists, in the file in which hosts and our server look for such. One the author has already is
 * theirs: the lines then stand in a file of their own, which is told.
 *
 * @param kind of the importer
 */
export function redirectsFile(
  lists: ReadonlyMap<string, string>,
  kind: string,
  { root, site, before, notes }: Marking,
): Imported[] {
  if (lists.size === 0) return [];
  const isTheirs = before[LISTS]?.file !== REDIRECTS && existsSync(join(root, REDIRECTS));
  const file = isTheirs ? `content/imported-redirects-${kind}.txt` : REDIRECTS;
  const what = `${REDIRECTS} was there already and was kept; copy the lines of ${file} into it, so that old lists lead here`;
  if (isTheirs) notes.push({ level: 'look', file: REDIRECTS, what });
  return [toExtra(LISTS, file, redirectLines(lists, site))];
}

/** A note's file as people know it: without the number of an item, and by name where there is no source. */
export function shownSource(file: string): string {
  return file === LISTS ? REDIRECTS : file.replace(/#\d*$/, '');
}

function toExtra(source: string, file: string, text: string): Imported {
  return { source, file, text, pictures: [], kept: {}, hidden: [], line: 1 };
}
