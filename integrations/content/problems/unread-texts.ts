import type { Dirent } from 'node:fs';
import { glob, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem, suggest } from '#domain';
import { authorFolders } from '../../author-files/author-folders.ts';
import { contentFolders } from '../kinds.ts';

/**
 * Texts under `content/` that nobody reads: in a folder that is not one of ours (`content/talk/a.md`), in no folder
 * (`content/hello.md`), or with another ending (`posts/a.MD`, `posts/a.markdown`). A name that begins with `_` or `.`
 * is the author's own, and so is a README.
 */
export async function unreadTexts(root: string): Promise<Problem[]> {
  const { content } = authorFolders(root);
  const entries = await readdir(join(root, content), { withFileTypes: true }).catch(() => []);
  const own = entries.filter(({ name }) => !/^[_.]/.test(name) && !known.includes(name)).sort(byName);
  const folders = own.filter((entry) => entry.isDirectory());
  const loose = own.filter((entry) => entry.isFile() && isText(entry.name));
  const unread = await Promise.all(folders.map(({ name }) => unreadFolder(root, content, name)));
  const endings = await otherEndings(root, content);
  return [...unread.flat(), ...loose.map(({ name }) => looseText(content, name)), ...endings];
}

async function otherEndings(root: string, content: string): Promise<Problem[]> {
  const pattern = `{${sections.join(',')}}/**/*.*`;
  const paths = await Array.fromAsync(glob(pattern, { cwd: join(root, content) }));
  return paths
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => textEnding.test(path) && !/\.mdx?$/.test(path) && !/(^|\/)[_.]/.test(path))
    .sort()
    .map((path) => {
      const ending = /mdx$/i.test(path) ? 'mdx' : 'md';
      const hint = `Rename it: ${basename(path).replace(textEnding, `.${ending}`)}`;
      return new Problem('nobody reads this text: texts end in .md or .mdx', {
        place: { file: `${content}/${path}` },
        hint,
      });
    });
}

/** What other programs call Markdown. */
const textEnding = /\.(?:md|mdx|markdown|mdown|mkd|mkdn)$/i;

const sections: readonly string[] = contentFolders;
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
