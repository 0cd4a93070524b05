import { Problem } from '#domain';
import { dayInName } from '../dates/dates.ts';
import { defineImporter } from '../importer.ts';
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

/** https://docusaurus.io: `blog/`, `docs/` and `src/pages/`. */
export default defineImporter({
  name: 'Docusaurus',
  takes: 'the site’s folder, the one with docusaurus.config.js',
  skips: /^(build|versioned_docs|versioned_sidebars|\.docusaurus)(\/|$)/,
  texts: /^docusaurus\.config\.[cm]?[jt]s$|^(blog|docs|src\/pages|i18n)\/.+\.mdx?$/i,
  read(source) {
    const config = textOf(source, /^docusaurus\.config\./);
    if (config === undefined && !source.files.some((file) => /^(blog|docs)\/.+\.mdx?$/i.test(file)))
      throw new Problem(
        'this is no Docusaurus site: it has neither docusaurus.config.js nor blog/ or docs/',
        {
          hint: 'Name the folder with docusaurus.config.js; for any other folder of Markdown use byline import markdown.',
        },
      );
    const [url, base] = [settingIn(config, 'url'), settingIn(config, 'baseUrl') ?? '/'];
    const routes = { base, blog: routeIn(config, 'blog'), docs: routeIn(config, 'docs') };
    return readSite(source, (file) => /\.mdx?$/i.test(file), {
      url: url === undefined ? undefined : `${url.replace(/\/$/, '')}${pathOf(base)}`,
      lang: settingIn(config, 'defaultLocale'),
      mdIsMdx: true,
      lists: {
        ...tagLists(`${base}/${routes.blog}`),
        archive: () => [pathOf(base, routes.blog, 'archive')],
        feeds: {
          [pathOf(base, routes.blog, 'rss.xml').slice(0, -1)]: '/rss.xml',
          [pathOf(base, routes.blog, 'atom.xml').slice(0, -1)]: '/atom.xml',
        },
      },
      placeOf: (file, data) => placeOf(file, data, routes),
      placesOf: besideOrIn(['static', 'docs', 'blog'], { '@site/static/': 'static/', '@site/': '' }),
    });
  },
});

interface Routes {
  readonly base: string;
  readonly blog: string;
  readonly docs: string;
}

/** `routeBasePath` of a plugin, within its own settings. */
function routeIn(config: string | undefined, plugin: 'blog' | 'docs'): string {
  const block = new RegExp(`\\b${plugin}\\s*:\\s*\\{([\\s\\S]*?)\\n\\s{0,8}\\}`).exec(config ?? '')?.[1];
  return settingIn(block, 'routeBasePath') ?? plugin;
}

function placeOf(file: string, data: Readonly<Record<string, unknown>>, routes: Routes): Placed | null {
  const [, locale, inner] =
    /^i18n\/([^/]+)\/docusaurus-plugin-content-(?:blog|docs|pages)\/(?:current\/)?(.+)$/.exec(file) ?? [];
  const section = /docusaurus-plugin-content-(blog|docs|pages)/.exec(file)?.[1] ?? file.split('/')[0];
  const rest = (inner ?? file.replace(/^(src\/pages|blog|docs)\//, '')).replace(/\.mdx?$/i, '');
  if (/(^|\/)_/.test(rest)) return null;
  const before = locale === undefined ? routes.base : `${routes.base}/${locale}`;
  if (section === 'blog') return { ...blogPlace(rest, data, before, routes.blog), lang: locale };
  if (section === 'docs') return { ...docPlace(rest, data, before, routes.docs), lang: locale };
  const route = rest.replace(/(^|\/)index$/, '');
  return { kind: 'page', name: route || 'home', lang: locale, paths: () => [pathOf(before, route)] };
}

/** `2019-05-28-hello.md`, `2019-05-28-hello/index.md`, `2019/05/28/hello.md`: `/blog/2019/05/28/hello`. */
function blogPlace(
  rest: string,
  data: Readonly<Record<string, unknown>>,
  before: string,
  route: string,
): Placed {
  const bare = rest.replace(/(?<=.)\/index$/, '');
  const dated = /^(?<folder>.*?)(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})[-/]?(?<name>.*)$/.exec(
    bare,
  )?.groups;
  const { folder = '', year = '', month = '', day = '', name = '' } = dated ?? {};
  const own = dated === undefined ? bare : `${folder}${year}/${month}/${day}/${name}`;
  const slug = textIn(data, 'slug');
  return {
    kind: 'post',
    name: slug?.replace(/^\/|\/$/g, '') || name || bare,
    day:
      dated === undefined
        ? dayInName(stem(bare)).day
        : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    paths: () => [pathOf(before, route, slug ?? own)],
  };
}

/** Numbers before names are for order; `slug` begins at the docs with a slash, else in the folder. */
function docPlace(
  rest: string,
  data: Readonly<Record<string, unknown>>,
  before: string,
  route: string,
): Placed {
  const parts = rest.split('/').map((part) => part.replace(/^\d+\s*[-_.]+\s*(?=[^\d.\s])/, ''));
  const folders = parts.slice(0, -1);
  const last = parts.at(-1) ?? '';
  const isIndex = /^(index|readme)$/i.test(last) || last.toLowerCase() === folders.at(-1)?.toLowerCase();
  const slug = textIn(data, 'slug');
  const id = textIn(data, 'id') ?? last;
  const path = slug?.startsWith('/') ? slug : [...folders, slug ?? (isIndex ? '' : id)].join('/');
  return {
    kind: 'post',
    name: slug?.replace(/^\/|\/$/g, '') || (isIndex ? folders : [...folders, id]).join('/') || 'docs',
    paths: () => [pathOf(before, route, path)],
  };
}
