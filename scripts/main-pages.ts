import { existsSync } from 'node:fs';
import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { homePath, type Lang, pagePath, type Site } from '#domain';

/** What visitors come for. */
export const pageNames = ['home', 'post', 'services', 'projects'] as const;

/** A page of the kind visitors come for. */
export interface MainPage {
  readonly name: PageName;
  readonly lang: Lang;
  readonly path: string;
}

/** The main pages a built site has, in each of its languages: home, its longest post, and what is for sale. */
export async function mainPages(dist: string, site: Site): Promise<MainPage[]> {
  const pages = await Promise.all(site.languages.map((lang) => pagesIn(lang, dist, site)));
  return pages.flat().filter(({ path }) => existsSync(join(dist, decodeURIComponent(path), 'index.html')));
}

async function pagesIn(lang: Lang, dist: string, site: Site): Promise<MainPage[]> {
  const sections = ['services', 'projects'] as const;
  const post = await longestPost(join(dist, decodeURIComponent(pagePath('posts', '', lang, site))));
  return [
    { name: 'home' as const, lang, path: homePath(lang, site) },
    ...(post === undefined
      ? []
      : [{ name: 'post' as const, lang, path: pagePath('posts', post, lang, site) }]),
    ...sections.map((name) => ({ name, lang, path: pagePath(name, '', lang, site) })),
  ];
}

async function longestPost(folder: string): Promise<string | undefined> {
  const files = await Array.fromAsync(glob('*/**/index.html', { cwd: folder }));
  const sizes = await Promise.all(
    files.map(async (file) => ({ file, size: (await stat(join(folder, file))).size })),
  );
  const [longest] = sizes.sort((one, other) => other.size - one.size);
  return longest?.file.replaceAll('\\', '/').replace(/\/index\.html$/, '');
}

export type PageName = (typeof pageNames)[number];
