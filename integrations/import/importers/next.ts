import { Problem } from '#domain';
import { dayInName } from '../dates/dates.ts';
import { defineImporter, type Source } from '../importer.ts';
import { stem } from '../links/permalink.ts';
import { besideOrIn, pathOf, readSite, settingIn, tagLists, textIn, textOf } from '../mdx/site-pieces.ts';

/** https://nextjs.org: MDX in `app/` or `pages/`, or texts in a folder that a route with a name in brackets shows. */
export default defineImporter({
  name: 'Next.js',
  takes: 'the site’s folder, the one with next.config.js and the posts',
  skips: /^(\.next|out|dist|public\/sw)(\/|$)/,
  texts:
    /\.mdx?$|^next\.config\.[cm]?[jt]s$|(^|\/)(siteMetadata|site\.config|blog\.config|config\/site)\.[cm]?[jt]sx?$/i,
  read(source) {
    const isSite = source.files.some((file) => /^next\.config\.|(^|\/)(app|pages)\//.test(file));
    if (!isSite || ![...source.texts.keys()].some(isText))
      throw new Problem(
        'this is no Next.js site with texts: it has no next.config.js, or no Markdown beside README',
        {
          hint: 'Name the folder with next.config.js; for any other folder of Markdown use byline import markdown.',
        },
      );
    const settings = textOf(source, /(siteMetadata|site\.config|blog\.config|config\/site)\./i);
    const base = settingIn(textOf(source, /^next\.config\./), 'basePath') ?? '/';
    const routes = routesIn(source);
    return readSite(source, isText, {
      url: settingIn(settings, 'siteUrl') ?? settingIn(settings, 'url') ?? settingIn(settings, 'domain'),
      lists: tagLists(base),
      placeOf: (file, data) => placeOf(file, textIn(data, 'slug'), base, routes),
      placesOf: besideOrIn(['public'], { '@/public/': 'public/', '@/': '' }),
    });
  },
});

/** Texts of the site; not what stands at the root for other developers. */
function isText(file: string): boolean {
  return (
    /\.mdx?$/i.test(file) &&
    file.includes('/') &&
    !/^(node_modules|docs\/dev|test)/.test(file) &&
    !/(^|\/)(README|CHANGELOG|LICENSE)\.mdx?$/i.test(file)
  );
}

/** Addresses below which a route with a name in brackets shows texts: `app/blog/[slug]/page.tsx` → `blog`. */
function routesIn({ files }: Source): string[] {
  const found = files.flatMap((file) => {
    const route = /^(?:src\/)?(?:app|pages)\/(.*?)\/?\[(?:\[?\.{3})?[\w-]+\]?\](?:\/page)?\.[jt]sx?$/.exec(
      file,
    )?.[1];
    return route === undefined
      ? []
      : [route.replace(/\([^)]*\)\/?/g, '').replace(/\[(lang|locale)\]\/?/, '')];
  });
  return [...new Set(found)].filter((route) => !/(^|\/)(tags?|categor|page|api)/.test(route));
}

function placeOf(file: string, slug: string | undefined, base: string, routes: readonly string[]) {
  const bare = file.replace(/\.mdx?$/i, '');
  const routed = /^(?:src\/)?(app|pages)\/(.*)$/.exec(bare);
  if (routed !== null) return routedPlace(routed[1] ?? '', routed[2] ?? '', base);
  const parts = bare
    .replace(/^src\//, '')
    .replace(/(?<=.)\/index$/, '')
    .split('/');
  const folders = parts.slice(0, -1).map((part) => part.replace(/^_/, ''));
  const last = slug ?? parts.at(-1) ?? '';
  const known =
    routes.find((route) => folders.includes(route.split('/').at(-1) ?? '')) ??
    (routes.length === 1 ? routes[0] : undefined);
  const nearest = folders.findLast((folder) => !/^(data|content|contents|mdx?)$/.test(folder));
  return {
    kind: /^(pages?|authors)$/.test(nearest ?? '') ? ('page' as const) : ('post' as const),
    name: slug ?? parts.join('/'),
    day: dayInName(stem(bare)).day,
    paths: () => [pathOf(base, known ?? nearest ?? '', last)],
  };
}

/** `app/blog/hello/page.mdx` and `pages/blog/hello.mdx` are their own routes. */
function routedPlace(router: string, path: string, base: string) {
  const route = (router === 'app' ? path.replace(/\/?page$/, '') : path.replace(/(^|\/)index$/, '')).replace(
    /\([^)]*\)\/?/g,
    '',
  );
  if (/(^|\/)_/.test(route) || (router === 'app' && !/(^|\/)page$/.test(path))) return null;
  const isPost = /^(blog|posts?|articles?|notes?|writing)\/./.test(route);
  return {
    kind: isPost ? ('post' as const) : ('page' as const),
    name: route || 'home',
    day: dayInName(route.split('/').at(-1) ?? '').day,
    paths: () => [pathOf(base, route)],
  };
}
