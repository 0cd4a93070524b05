import { Problem } from '#domain';
import { dayInName } from '../dates/dates.ts';
import { defineImporter, type Source } from '../importer.ts';
import { stem } from '../links/permalink.ts';
import { besideOrIn, pathOf, readSite, settingIn, tagLists, textIn, textOf } from '../mdx/site-pieces.ts';

/** https://astro.build: collections in `src/content/` and pages in `src/pages/`. */
export default defineImporter({
  name: 'Astro',
  takes: 'the site’s folder, the one with astro.config.mjs and src/',
  skips: /^(dist|public\/pagefind)(\/|$)/,
  texts:
    /^astro\.config\.[cm]?[jt]s$|^src\/.+\.mdx?$|^src\/pages\/.+\.(astro|[jt]s)$|^(content|data)\/.+\.mdx?$/i,
  read(source) {
    if (![...source.texts.keys()].some((file) => isText(file)))
      throw new Problem(
        'this is no Astro site with texts: there is no Markdown in src/content/ or src/pages/',
        {
          hint: 'Name the folder with astro.config.mjs; for any other folder of Markdown use byline import markdown.',
        },
      );
    const config = textOf(source, /^astro\.config\./);
    const url = settingIn(config, 'site');
    const base = settingIn(config, 'base') ?? '/';
    const routes = routesOf(source);
    return readSite(source, isText, {
      url: url === undefined ? undefined : `${url.replace(/\/$/, '')}${pathOf(base)}`,
      lists: tagLists(base),
      placeOf: (file, data) => placeOf(file, textIn(data, 'slug'), base, routes),
      placesOf: besideOrIn(['public', 'src/assets', 'src'], {
        '@/': 'src/',
        '~/': 'src/',
        '@assets/': 'src/assets/',
      }),
    });
  },
});

function isText(file: string): boolean {
  return /^(src\/(content|pages|posts|blog|data)|content|data)\/.+\.mdx?$/i.test(file);
}

/** Collection → the address its pages stand below, by the route that asks for the collection. */
function routesOf({ texts }: Source): ReadonlyMap<string, string> {
  const routes = [...texts].filter(([file]) => /^src\/pages\/.*\[[^\]]+\]\.astro$/.test(file));
  const found = routes.flatMap(([file, code]) =>
    [...code.matchAll(/getCollection\(\s*['"`]([\w-]+)['"`]/g)].map(([, name = '']): [string, string] => [
      name,
      file
        .slice('src/pages'.length)
        .replace(/\/\[[^/]*$/, '/')
        .replace(/\[\.{3}(lang|locale)\]\//, ''),
    ]),
  );
  return new Map(found.toReversed());
}

function placeOf(file: string, slug: string | undefined, base: string, routes: ReadonlyMap<string, string>) {
  const bare = file.replace(/\.mdx?$/i, '').replace(/(?<=.)\/index$/, '');
  const [, place = '', rest = ''] =
    /^(src\/pages|(?:src\/)?(?:content|data)|src\/(?=posts|blog))\/?(.*)$/.exec(bare) ?? [];
  if (/(^|\/)_/.test(rest)) return null;
  const [collection = '', ...parts] = rest.split('/');
  const isPost = place !== 'src/pages' || /^(blog|posts?|articles?|notes?)$/.test(collection);
  const id = place === 'src/pages' ? rest : parts.join('/');
  const own = slug ?? (id.toLowerCase() || collection);
  const before = place === 'src/pages' ? '' : (routes.get(collection) ?? collection);
  return {
    kind: isPost ? ('post' as const) : ('page' as const),
    name: slug ?? (place === 'src/pages' ? rest : id || collection),
    day: dayInName(stem(bare)).day,
    paths: () => [pathOf(base, before, own)],
  };
}
