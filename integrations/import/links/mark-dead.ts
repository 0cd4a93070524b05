import type { Site } from '#domain';
import type { Imported } from '../imported.ts';
import type { Note, Piece } from '../importer.ts';
import type { Named } from '../name-pieces.ts';
import type { Recorded } from '../record.ts';
import { settleMarks, withoutDeadLinks } from './dead-links.ts';
import { reachOf } from './reach.ts';

export interface Marking {
  /** The project's folder. */
  readonly root: string;
  readonly site: Site;
  /** What was told so far; what is told here is added. */
  readonly notes: Note[];
  /** What was imported from this source before. */
  readonly before: Recorded[string];
}

/** Takes the links away that lead nowhere, as they would stop the build. Each is told, unless it was. */
export async function markDead(
  imported: readonly Imported[],
  named: readonly Named[],
  { root, site, notes, before }: Marking,
): Promise<Imported[]> {
  const recorded = new Map(Object.values(before).flatMap(({ wrote }) => Object.entries(wrote)));
  const reach = await reachOf(root, site, imported, recorded);
  const told = Map.groupBy(notes, ({ file }) => file);
  const sources = new Map(named.map(({ piece }) => [piece.file, piece]));
  return imported.map((one) => {
    const [lineOf, known] = [lineFinder(sources.get(one.source)), told.get(one.source) ?? []];
    const text = withoutDeadLinks(one, reach, (address, what) => {
      if (known.some((note) => note.what.endsWith(`: ${address}`))) return;
      notes.push({ level: 'look', file: one.source, line: lineOf(address), what: `${what}: ${address}` });
    });
    return { ...one, text: settleMarks(text) };
  });
}

/** 1-based line of a source on which an address or its part stands; the first, where neither is found. */
function lineFinder(piece: Piece | undefined): (address: string) => number | undefined {
  return (address) => {
    if (piece === undefined || piece.file.includes('#')) return piece?.bodyLine;
    const [, part] = address.split('#');
    const places = [address, ...(part ? [`#${part}`] : [])].map((text) => piece.body.indexOf(text));
    const at = places.find((place) => place >= 0);
    return at === undefined ? 1 : piece.bodyLine + piece.body.slice(0, at).split('\n').length - 1;
  };
}
