import { createHash } from 'node:crypto';
import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isoDay } from '#domain';
import site from '#site';

/** Everything a site is built from, as it is at one moment. */
export interface Survey {
  /** The moment, UTC milliseconds. */
  readonly at: number;
  /** Says all but the texts: code, settings, pictures, packages, the day. Where it differs, everything may. */
  readonly rest: string;
  /** Each `.md` and `.mdx` of `content/`, relative to the project → how the file is. */
  readonly texts: Readonly<Record<string, string>>;
}

/** What a site is built from, from the project's folder. */
const folders = ['content', 'src', 'integrations', 'scripts', 'public'];
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
  const listed = folders.map((folder) => filesBelow(root, folder));
  if (listed.some((files) => files === null)) return null;
  const files = [
    ...readdirSync(root).filter((name) => beside.test(name)),
    ...listed.flatMap((files) => files ?? []),
  ].sort();
  const isText = (file: string) => file.startsWith('content/') && /\.mdx?$/.test(file);
  const rest = createHash('sha256').update(JSON.stringify(surroundings(now)));
  const texts: Record<string, string> = {};
  for (const file of files) {
    const state = stateOf(join(root, file));
    if (isText(file)) texts[file] = state;
    else rest.update(`${file}\n${state}\n`);
  }
  return { at: now, rest: rest.digest('hex'), texts };
}

/** The files below a folder of the project, relative to it; null where a link leads out of sight. */
export function filesBelow(root: string, folder: string): string[] | null {
  const files: string[] = [];
  for (const entry of entriesOf(join(root, folder))) {
    const path = `${folder}/${entry.name}`;
    const found = entry.isDirectory() ? filesBelow(root, path) : entry.isFile() ? [path] : null;
    if (found === null) return null;
    files.push(...found);
  }
  return files;
}

/** How a file is: its size and when it, and what is known of it, last changed. */
export function stateOf(path: string): string {
  const { size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return `${size} ${mtimeNs} ${ctimeNs}`;
}

function entriesOf(folder: string): Dirent[] {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

function surroundings(now: number): unknown {
  const environment = Object.entries(process.env).filter(([name]) => told.test(name));
  return [process.version, isoDay(now, site.timeZone), environment.sort()];
}
