import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readContentName, type Site, toPage, toPost } from '#domain';
import { readFrontMatter } from '../../content/front-matter/front-matter.ts';
import { kinds } from '../../content/kinds.ts';
import { indexContent } from '../../content/links/content-index.ts';
import type { Content, Filed } from '../../content/nouns.ts';
import { readContent } from '../../content/read-content.ts';
import type { Imported } from '../imported.ts';
import { hashText } from '../write.ts';
import type { Reach } from './dead-links.ts';

/**
 * What links of imported texts can lead to: what is there already, and what this import brings. A file its
 * author has changed, or that was there before, stays as it is.
 *
 * @param recorded file of the project → SHA-256 of what was imported into it
 */
export async function reachOf(
  root: string,
  site: Site,
  imported: readonly Imported[],
  recorded: ReadonlyMap<string, string>,
): Promise<Reach> {
  const content = await readContent(root, site);
  const brought = await filterAsync(imported, async ({ file }) => {
    const there = await readFile(join(root, file), 'utf8').catch(() => null);
    return there === null || hashText(there) === recorded.get(file);
  });
  const index = await indexContent(root, together(content, brought, site), site, () => false);
  const written = new Set(imported.flatMap(({ pictures }) => pictures.map(({ to }) => to)));
  const publicFiles = [...written]
    .filter((file) => file.startsWith('public/'))
    .map((file) => file.slice('public'.length));
  return {
    index: { ...index, known: [...index.known, ...publicFiles] },
    hasFile: (file) => written.has(file) || existsSync(join(root, file)),
    texts: new Map(brought.map(({ file, text }) => [file, text])),
  };
}

async function filterAsync<Item>(
  items: readonly Item[],
  keep: (item: Item) => Promise<boolean>,
): Promise<Item[]> {
  const kept = await Promise.all(items.map(keep));
  return items.filter((_, index) => kept[index]);
}

/** Content as it will be. */
function together(content: Content, imported: readonly Imported[], site: Site): Content {
  const isNew = new Set(imported.map(({ file }) => file));
  const kept = <Noun>(filed: readonly Filed<Noun>[]) => filed.filter(({ file }) => !isNew.has(file));
  const inFolder = (folder: string) => imported.filter(({ file }) => file.startsWith(`content/${folder}/`));
  return {
    ...content,
    posts: [
      ...kept(content.posts),
      ...inFolder('posts').flatMap((one) => filedFrom(one, 'posts', toPost, site)),
    ],
    pages: [
      ...kept(content.pages),
      ...inFolder('pages').flatMap((one) => filedFrom(one, 'pages', toPage, site)),
    ],
    files: [...new Set([...content.files, ...isNew])].filter((file) => /\.mdx?$/.test(file)),
  };
}

function filedFrom<Folder extends 'posts' | 'pages', Noun>(
  { file, text }: Imported,
  folder: Folder,
  toNoun: (
    matter: ReturnType<(typeof kinds)[Folder]['schema']['parse']>,
    name: ReturnType<typeof readContentName>,
    site: Site,
  ) => Noun,
  site: Site,
): Filed<Noun>[] {
  const { data, lineOf } = readFrontMatter(file, text, kinds[folder].schema);
  if (data === null) return [];
  const name = readContentName(file.slice(`content/${folder}/`.length), site.languages);
  const matter = data as ReturnType<(typeof kinds)[Folder]['schema']['parse']>;
  return [{ noun: toNoun(matter, name, site), file, lineOf, matter: { ...matter }, leftovers: [] }];
}
