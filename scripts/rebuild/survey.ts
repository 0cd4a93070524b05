import { createHash } from 'node:crypto';
import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isoDay } from '#domain';
import site from '#site';
import { authorFolders } from '../../integrations/author-files/author-folders.ts';

/** Everything a site is built from, as it is at one moment. */
export interface Survey {
  /** The moment, UTC milliseconds. */
  readonly at: number;
  /** Says all but the texts: code, settings, pictures, packages, the day. Where it differs, everything may. */
  readonly rest: string;
  /** Each `.md` and `.mdx` of `content/`, relative to the project → how the file is. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The engine's folders that a site is built from. */
const engine = ['src', 'integrations', 'scripts'];
const beside = /^(\.env(\..+)?|[^.].*\.([cm]?[jt]s|json))$/;

/** What the environment may tell a page. */
const told = /^(PUBLIC_|BYLINE_|NODE_ENV$)/;

/**
 * Looks at everything in a project that a build reads. Files are told apart by their size and the moments they
 * were changed, which any writing moves.
 *
 * @returns null where a link leads out of sight
 */
export function survey(root: string, now: number): Survey | null {
  const { content, public: served } = authorFolders(root);
  const sources = [content, ...engine].map((folder) => filesBelow(root, folder, isSource));
  const listed = [...sources, filesBelow(root, served)];
  if (listed.some((files) => files === null)) return null;
  const files = [
    ...readdirSync(root).filter((name) => beside.test(name)),
    ...listed.flatMap((files) => files ?? []),
  ].sort();
  const isText = (file: string) => file.startsWith(`${content}/`) && /\.mdx?$/.test(file);
  const rest = createHash('sha256').update(JSON.stringify(surroundings(root, now)));
  const texts: Record<string, string> = {};
  for (const file of files) {
    const state = stateOf(join(root, file));
    if (isText(file)) texts[file] = state;
    else rest.update(`${file}\n${state}\n`);
  }
  return { at: now, rest: rest.digest('hex'), texts };
}

const any = () => true;

/** What an editor or the system leaves beside a file, often as a link to nothing, is none: `.a.md.swp`, `.#a.md`, `a.md~`. */
function isSource(name: string): boolean {
  return !/^\.|~$/.test(name);
}

/**
 * The files below a folder of the project, relative to it; null where a link leads out of sight.
 *
 * @param counts whether a file or folder of a name does
 */
export function filesBelow(
  root: string,
  folder: string,
  counts: (name: string) => boolean = any,
): string[] | null {
  const files: string[] = [];
  for (const entry of entriesOf(join(root, folder)).filter(({ name }) => counts(name))) {
    const path = `${folder}/${entry.name}`;
    const found = entry.isDirectory() ? filesBelow(root, path, counts) : entry.isFile() ? [path] : null;
    if (found === null) return null;
    files.push(...found);
  }
  return files;
}

/** How a file is: its size and when it, and what is known of it, last changed; of one that has just gone, nothing. */
export function stateOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? '' : `${found.size} ${found.mtimeNs} ${found.ctimeNs}`;
}

function entriesOf(folder: string): Dirent[] {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

function surroundings(root: string, now: number): unknown {
  const environment = Object.entries(process.env).filter(([name]) => told.test(name));
  // What renders pages has paths in it.
  return [root, process.version, isoDay(now, site.timeZone), environment.sort()];
}
