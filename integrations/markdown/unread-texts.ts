import type { Dirent } from 'node:fs';
import { glob, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem, suggest } from '#domain';
import { authorFolders } from '../author-folders.ts';
import { folderSchemas } from './folder-schemas.ts';

/**
 * Texts under `content/` that no folder of ours holds, which nobody reads: `content/talk/a.md`,
 * `content/hello.md`. What begins with `_` or `.` is the author's own, and so is a README.
 */
export async function unreadTexts(root: string): Promise<Problem[]> {
  const { content } = authorFolders(root);
  const entries = await readdir(join(root, content), { withFileTypes: true }).catch(() => []);
  const own = entries.filter(({ name }) => !/^[_.]/.test(name) && !known.includes(name)).sort(byName);
  const folders = own.filter((entry) => entry.isDirectory());
  const loose = own.filter((entry) => entry.isFile() && isText(entry.name));
  const unread = await Promise.all(folders.map(({ name }) => unreadFolder(root, content, name)));
  return [...unread.flat(), ...loose.map(({ name }) => looseText(content, name))];
}

const sections = Object.keys(folderSchemas);
const known = [...sections, 'components', 'layouts', 'strings'];

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}

function isText(name: string): boolean {
  return /\.mdx?$/.test(name) && !/^readme\./i.test(name);
}

async function unreadFolder(root: string, content: string, name: string): Promise<Problem[]> {
  const texts = await Array.fromAsync(glob('**/*.{md,mdx}', { cwd: join(root, content, name) }));
  if (texts.length === 0) return [];
  const message = `nobody reads this folder, and there ${texts.length === 1 ? 'is a text' : `are ${texts.length} texts`} in it`;
  const hint = suggest(name, sections).replace(/“(.+)”/, `${content}/$1/`);
  return [new Problem(message, { place: { file: `${content}/${name}/` }, hint })];
}

function looseText(content: string, name: string): Problem {
  const hint = `Put it into a folder, such as ${content}/posts/${name}; one that begins with _ is your own.`;
  return new Problem('nobody reads this text: it stands in no folder', {
    place: { file: `${content}/${name}` },
    hint,
  });
}
