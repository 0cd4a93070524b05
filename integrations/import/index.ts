import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Lang, Problem, readContentName, type Site, suggest } from '#domain';
import { unknownLanguage } from '../content/problems/check-languages.ts';
import { loadFolder } from '../foundation/load-folder.ts';
import { clockOf, readDate, type Written } from './dates/dates.ts';
import { zoneOf } from './dates/piece-dates.ts';
import { type DateFrom, dateUndated } from './dates/undated.ts';
import { addressOf, occupants, openDisk, withoutWriting } from './disk.ts';
import { extrasOf, redirectsFile, shownSource } from './extras.ts';
import { pageKey, pictureNames, placesIn } from './find-files.ts';
import { callName, type Imported, oldPaths, toImported } from './imported.ts';
import type { Blog, Importer, Note, Piece } from './importer.ts';
import { markDead } from './links/mark-dead.ts';
import { listPaths } from './links/old-lists.ts';
import { folderIn } from './links/permalink.ts';
import { type Named, namePieces } from './name-pieces.ts';
import { type OpenSource, openSource } from './open-source.ts';
import { printRecord, RECORD, type Recorded, readRecord } from './record.ts';
import type { Report, WrittenFile } from './report.ts';
import { type Outcome, writeImported } from './write.ts';

export { readDateFrom } from './dates/undated.ts';
export { printReport, type Report } from './report.ts';

export interface Options {
  /** The project's folder. */
  readonly root: string;
  readonly site: Site;
  readonly dryRun: boolean;
  readonly lang: Lang | undefined;
  readonly dateFrom: DateFrom | undefined;
  /** UTC milliseconds. A post with a later date comes in as a draft. */
  readonly now: number;
}

/** Every importer there is, by the word after `byline import`. */
export function loadImporters(): Promise<Map<string, Importer>> {
  return loadFolder<Importer>(new URL('./importers/', import.meta.url));
}

/**
 * Imports a blog into `content/`. Throws a Problem where there is no such blog; what is wrong with single
 * files is in the report.
 */
export async function importBlog(kind: string, path: string, options: Options): Promise<Report> {
  const importers = await loadImporters();
  const importer = importers.get(kind);
  if (importer === undefined) {
    throw new Problem(`there is no importer “${kind}”`, { hint: suggest(kind, [...importers.keys()]) });
  }
  refuseUnknownLanguage(options);
  const source = await openSource(path, importer);
  const notes: Note[] = [...source.notes];
  const blog = importer.read(source);
  notes.push(...(blog.notes ?? []));
  const recordText = await readFile(join(options.root, RECORD), 'utf8').catch(() => null);
  const record = readRecord(recordText, (note) => notes.push(note));
  const { imported, lists } = await readBlog(blog, source, record, options, notes);
  const before = record[fromOf(options.root, source)] ?? {};
  const extras = [
    ...extrasOf(blog, source.main),
    ...redirectsFile(lists, kind, { root: options.root, site: options.site, before, notes }),
  ];
  const written = await writeAll([...imported, ...extras], { source, record, recordText, options, notes });
  const [posts, others] = [written.slice(0, imported.length), written.slice(imported.length)];
  const pictures = imported.flatMap((post) =>
    post.pictures.filter(({ to }) => to.startsWith('content/')),
  ).length;
  const found = notes.map((note) => ({ ...note, file: shownSource(note.file) }));
  return { importer: importer.name, dryRun: options.dryRun, posts, others, pictures, notes: found };
}

function refuseUnknownLanguage({ lang, site }: Options): void {
  if (lang === undefined || site.languages.includes(lang)) return;
  throw unknownLanguage(lang, site);
}

/** Everything in a blog as it goes into `content/`. */
async function readBlog(
  blog: Blog,
  source: OpenSource,
  record: Recorded,
  { root, site, lang, dateFrom, now }: Options,
  notes: Note[],
): Promise<{ imported: Imported[]; lists: ReadonlyMap<string, string> }> {
  const tell = (note: Note) => notes.push(note);
  const before = Object.entries(record[fromOf(root, source)] ?? {});
  const slugs = new Map(before.map(([file, { file: wrote }]) => [file, slugOf(wrote, site)]));
  const named = namePieces(blog.pieces, { site, lang, blogLang: blog.lang, before: slugs, tell });
  const zone = zoneOf(blog, site);
  const undated = named.map(({ piece }) => piece).filter((piece) => ownDate(piece, zone) === null);
  const found = await dateUndated(undated, { root: source.root, zone, from: dateFrom, tell });
  const dateOf = (piece: Piece) => ownDate(piece, zone) ?? found.get(piece.file) ?? '1970-01-01';
  const pages = oldPages(named, blog, dateOf);
  const lists = listPaths(named, blog.lists ?? {}, {
    site,
    taken: new Set([...pages.keys(), ...named.map(({ address }) => pageKey(address))]),
    clock: ({ piece }) => clockOf(dateOf(piece), zone),
  });
  const around = {
    blog,
    site,
    tell,
    named: callNames(named),
    claimed: new Map(named.map(({ piece, address }): [string, string] => [pageKey(address), piece.file])),
    places: placesIn(source.files, named, {
      pages: new Map([...keyed(lists), ...pages]),
      folders: foldersOf(named, blog, dateOf),
    }),
    pictureName: pictureNames(),
    now,
  };
  const imported = named.map((one) => toImported(one, dateOf(one.piece), around));
  return {
    imported: await markDead(imported, named, {
      root,
      site,
      notes,
      before: record[fromOf(root, source)] ?? {},
    }),
    lists,
  };
}

function keyed(lists: ReadonlyMap<string, string>): [string, string][] {
  return [...lists].map(([from, to]) => [pageKey(from), to]);
}

interface Writing {
  readonly source: OpenSource;
  readonly record: Recorded;
  /** The record as the file has it; null where there is no such file. */
  readonly recordText: string | null;
  readonly options: Options;
  readonly notes: Note[];
}

/** Writes what changed, and the record of it. */
async function writeAll(
  imported: readonly Imported[],
  { source, record, recordText, options, notes }: Writing,
): Promise<WrittenFile[]> {
  const { root, site, dryRun } = options;
  const real = openDisk(root, source.root);
  const disk = dryRun ? withoutWriting(real) : real;
  const there = await occupants(root, site);
  const from = fromOf(root, source);
  const known = { ...record[from] };
  const posts: WrittenFile[] = [];
  for (const post of imported) {
    const before = known[post.source];
    const other = there.get(addressOf(post.file, site));
    const occupant = other === post.file || other === before?.file ? undefined : other;
    const tell = (note: Note) => notes.push(note);
    const { outcome, record: after } = await writeImported(post, before, { disk, occupant, tell });
    if (after !== undefined) known[post.source] = after;
    notes.push(...hiddenNotes(post, outcome));
    posts.push({ source: post.source, file: post.file, outcome });
  }
  const printed = printRecord({ ...record, [from]: known });
  if (printed !== recordText && posts.length > 0) await disk.write(RECORD, printed);
  return posts;
}

/** Says of a post that the old blog did not show whether readers can see it here. */
function hiddenNotes({ source, file, line, hidden }: Imported, outcome: Outcome): Note[] {
  const isOurs = outcome !== 'yours' && outcome !== 'conflict';
  const here = isOurs ? 'it is a draft here' : `${file} was kept as it is: see whether it is a draft`;
  return hidden.map((why) => ({
    level: 'look',
    file: source,
    line,
    what: `not shown to everyone on the old site (${why}): ${here}`,
  }));
}

/** What tells one source from another in the record: where it is, seen from the project. */
function fromOf(root: string, { root: source }: OpenSource): string {
  return relative(root, source).replaceAll('\\', '/') || '.';
}

function slugOf(file: string, site: Site): string {
  return readContentName(file.replace(/^content\/[^/]+\//, ''), site.languages).slug;
}

function ownDate({ keys }: Piece, zone: string): Written | null {
  return readDate(keys.date, zone) ?? readDate(keys.publishAt, zone);
}

function oldPages(
  named: readonly Named[],
  blog: Blog,
  dateOf: (piece: Piece) => Written,
): Map<string, string> {
  const pages = named.flatMap(({ piece, address }) =>
    oldPaths(piece, blog, dateOf(piece)).map((path): [string, string] => [pageKey(path), address]),
  );
  return new Map(pages.toReversed());
}

/** Old path of a piece → the folders its pictures may be in: that of the file, and one named like the file. */
function foldersOf(
  named: readonly Named[],
  blog: Blog,
  dateOf: (piece: Piece) => Written,
): Map<string, readonly string[]> {
  const found = named.flatMap(({ piece }) =>
    oldPaths(piece, blog, dateOf(piece)).map((path): [string, readonly string[]] => [
      pageKey(path),
      [piece.file.replace(/\.[a-z]+$/i, ''), folderIn(piece.file)],
    ]),
  );
  return new Map(found.toReversed());
}

/** The names by which pieces call each other; the first has a name two share. */
function callNames(named: readonly Named[]): Map<string, Named> {
  const called = named.flatMap((one) =>
    [...one.piece.calls, one.title, one.piece.name.slice(one.piece.name.lastIndexOf('/') + 1)].map(
      (name): [string, Named] => [callName(name), one],
    ),
  );
  return new Map(called.toReversed());
}
