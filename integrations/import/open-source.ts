import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { Problem } from '#domain';
import { decode } from '../content/decode.ts';
import type { Importer, Note, Source } from './importer.ts';

/** A source on disk: its files, and where it is. */
export interface OpenSource extends Source {
  /** The folder, without links on the way to it. */
  readonly root: string;
  readonly notes: readonly Note[];
}

/** Beyond this a “text” is something else; an export of a whole blog may be larger. */
const LARGEST_TEXT = 20 * 2 ** 20;
const LARGEST_EXPORT = 256 * 2 ** 20;

/**
 * Lists the files below a folder and reads those an importer takes as text. Links to folders are not
 * followed, so there are no loops; links to files only where the file is in the folder too.
 */
export async function openSource(path: string, importer: Importer): Promise<OpenSource> {
  const { root, main } = await find(path, importer);
  const notes: Note[] = [];
  const files = (await list(root, '', importer, notes)).sort(byText);
  const wanted = files.filter((file) => (main === undefined ? importer.texts.test(file) : file === main));
  const texts = new Map<string, string>();
  for (const file of wanted) {
    const text = await readText(root, file, main === undefined ? LARGEST_TEXT : LARGEST_EXPORT, notes);
    if (text !== null) texts.set(file, text);
  }
  return { root, main, files, texts, notes };
}

async function find(path: string, importer: Importer): Promise<{ root: string; main: string | undefined }> {
  const real = await realpath(path).catch(() => null);
  const hint = `npx byline import takes ${importer.takes}.`;
  if (real === null) throw new Problem(`there is nothing at ${path}`, { hint });
  const isFile = (await stat(real)).isFile();
  if (isFile !== (importer.takesFile ?? false)) {
    throw new Problem(`${path} is a ${isFile ? 'file' : 'folder'}`, { hint });
  }
  return isFile ? { root: dirname(real), main: basename(real) } : { root: real, main: undefined };
}

async function list(root: string, folder: string, importer: Importer, notes: Note[]): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (isSkipped(entry.name, path, importer)) continue;
    if (entry.isDirectory()) found.push(...(await list(root, path, importer, notes)));
    else if (entry.isFile() || (entry.isSymbolicLink() && (await isInside(root, path, notes))))
      found.push(path);
  }
  return found;
}

function isSkipped(name: string, path: string, { dotFolders, skips }: Importer): boolean {
  const isDot = name.startsWith('.') && dotFolders?.test(path) !== true;
  return isDot || name === 'node_modules' || skips.test(path);
}

async function isInside(root: string, path: string, notes: Note[]): Promise<boolean> {
  const target = await realpath(join(root, path)).catch(() => null);
  const inside = target !== null && !relative(root, target).split(sep).includes('..');
  if (inside && (await stat(target)).isFile()) return true;
  const where = target === null ? 'nowhere' : inside ? 'to a folder' : 'outside the folder';
  notes.push({ level: 'look', file: path, what: `a link that leads ${where}; it was not followed` });
  return false;
}

async function readText(root: string, file: string, largest: number, notes: Note[]): Promise<string | null> {
  const leaveOut = (what: string) => {
    notes.push({ level: 'left-out', file, what });
    return null;
  };
  const { size } = await stat(join(root, file));
  if (size === 0) return leaveOut('the file is empty');
  if (size > largest) return leaveOut(`the file is larger than ${largest / 2 ** 20} MB`);
  const decoded = decode(await readFile(join(root, file)));
  if (decoded.text === null) return leaveOut(decoded.reason);
  if (decoded.encoding !== 'UTF-8') {
    notes.push({ level: 'told', file, what: `read as ${decoded.encoding}, written as UTF-8` });
  }
  if (!decoded.sure) {
    notes.push({ level: 'look', file, what: `parts of it are not ${decoded.encoding}: look for “\uFFFD”` });
  }
  return decoded.text;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
