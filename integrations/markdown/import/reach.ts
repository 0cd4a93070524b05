import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readContentName, type Site, toPage, toPost } from '#domain';
import { folderSchemas } from '../folder-schemas.ts';
import { readFrontMatter } from '../front-matter.ts';
import { indexContent } from '../links/content-index.ts';
import { type Content, type Filed, readContent } from '../read-content.ts';
import type { Reach } from './dead-links.ts';
import type { Imported } from './imported.ts';

/** What links of imported texts can lead to: what is there already, and what this import brings. */
export async function reachOf(root: string, site: Site, imported: readonly Imported[]): Promise<Reach> {
  const content = await readContent(root, site);
  const index = await indexContent(root, together(content, imported, site), site, () => false);
  const written = new Set(imported.flatMap(({ pictures }) => pictures.map(({ to }) => to)));
  const publicFiles = [...written]
    .filter((file) => file.startsWith('public/'))
    .map((file) => file.slice('public'.length));
  return {
    index: { ...index, known: [...index.known, ...publicFiles] },
    hasFile: (file) => written.has(file) || existsSync(join(root, file)),
    texts: new Map(imported.map(({ file, text }) => [file, text])),
  };
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
    matter: ReturnType<(typeof folderSchemas)[Folder]['parse']>,
    name: ReturnType<typeof readContentName>,
    site: Site,
  ) => Noun,
  site: Site,
): Filed<Noun>[] {
  const { data, lineOf } = readFrontMatter(file, text, folderSchemas[folder]);
  if (data === null) return [];
  const name = readContentName(file.slice(`content/${folder}/`.length), site.languages);
  const matter = data as ReturnType<(typeof folderSchemas)[Folder]['parse']>;
  return [{ noun: toNoun(matter, name, site), file, lineOf, matter: { ...matter }, leftovers: [] }];
}
