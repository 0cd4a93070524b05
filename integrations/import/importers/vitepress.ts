import { Problem } from '#domain';
import { dayInName } from '../dates/dates.ts';
import { defineImporter, type Source } from '../importer.ts';
import { stem } from '../links/permalink.ts';
import {
  besideOrIn,
  type Placed,
  pathOf,
  readSite,
  settingIn,
  tagLists,
  textIn,
  textOf,
} from '../mdx/site-pieces.ts';

/** https://vitepress.dev, and VuePress, whose folders and front matter are the same: Markdown beside `.vitepress/` or `.vuepress/`. */
export default defineImporter({
  name: 'VitePress',
  takes: 'the site’s folder, with .vitepress/ or .vuepress/ in it or in docs/',
  skips: /(^|\/)(\.(vitepress|vuepress)\/(dist|cache|\.cache|\.temp|theme|components))(\/|$)/,
  dotFolders: /(^|\/)\.(vitepress|vuepress)(\/|$)/,
  texts:
    /\.md$|(^|\/)\.(vitepress|vuepress)\/config\.[cm]?[jt]s$|(^|\/)\.(vitepress|vuepress)\/config\/index\.[cm]?[jt]s$/i,
  read(source) {
    const root = rootOf(source);
    const config = textOf(source, /(^|\/)\.(vitepress|vuepress)\/config(\/index)?\.[cm]?[jt]s$/);
    const base = settingIn(config, 'base') ?? '/';
    const sources = settingIn(config, 'srcDir') ?? '';
    const folder = [root, sources]
      .filter((part) => part !== '' && part !== '.')
      .map((part) => part.replace(/^\.?\/|\/$/g, ''));
    const below = folder.length === 0 ? '' : `${folder.join('/')}/`;
    const hostname = settingIn(config, 'hostname') ?? settingIn(config, 'domain');
    return readSite(source, (file) => isText(file, below), {
      url: hostname === undefined ? undefined : `${hostname.replace(/\/$/, '')}${pathOf(base)}`,
      lang: settingIn(config, 'lang'),
      hasVue: true,
      lists: tagLists(base),
      placeOf: (file, data) => placeOf(file.slice(below.length).replace(/\.md$/i, ''), data, base),
      placesOf: besideOrIn(
        [
          `${below}public`,
          `${below}.vitepress/public`,
          `${below}.vuepress/public`,
          below.replace(/\/$/, '') || '.',
        ],
        { '@': below },
      ),
    });
  },
});

/** The folder that holds `.vitepress/` or `.vuepress/`. */
function rootOf({ files }: Source): string {
  const inside = files.find((file) => /(^|\/)\.(vitepress|vuepress)\//.test(file));
  if (inside !== undefined) return /^(.*?)\/?\.(?:vitepress|vuepress)\//.exec(inside)?.[1] ?? '';
  throw new Problem(
    'this is neither a VitePress nor a VuePress site: there is no .vitepress/ or .vuepress/',
    {
      hint: 'Name the folder that holds it, or the one with docs/; for any other folder of Markdown use byline import markdown.',
    },
  );
}

function isText(file: string, below: string): boolean {
  return /\.md$/i.test(file) && file.startsWith(below) && !/(^|\/)\.(vitepress|vuepress)\//.test(file);
}

/** Rewrites of VuePress (`permalink`) and dated names (`_posts/2019-01-02-hello.md`) come before the path. */
function placeOf(rest: string, data: Readonly<Record<string, unknown>>, base: string): Placed | null {
  if (data['layout'] === 'home' || data['home'] === true) return null;
  const path = rest.replace(/(^|\/)(index|readme)$/i, '$1');
  const permalink = textIn(data, 'permalink');
  const { day, rest: name } = dayInName(stem(path));
  const own =
    path.endsWith('/') || path === ''
      ? [pathOf(base, path)]
      : [`${pathOf(base, path).replace(/\/$/, '')}.html`];
  const dated =
    /(^|\/)_posts\//.test(path) && day !== null ? [pathOf(base, day.replaceAll('-', '/'), name)] : own;
  return {
    kind: 'post',
    // VuePress themes number folders and files for order: `01.Web/02.Redis.md`.
    name:
      path
        .replace(/\/$/, '')
        .split('/')
        .map((part) => part.replace(/^\d+\.(?=\D)/, ''))
        .filter((part) => part !== '_posts')
        .join('/') || 'home',
    day,
    paths: () => (permalink === undefined ? dated : [pathOf(base, permalink).replace(/\.html\/$/, '.html')]),
  };
}
