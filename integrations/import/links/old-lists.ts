import {
  hostPath,
  type Lang,
  mainLanguage,
  onSite,
  pagePath,
  type Site,
  type SitePath,
  tagPath,
} from '#domain';
import { pageKey } from '../find-files.ts';
import { withoutBase } from '../imported.ts';
import type { OldLists, WallClock } from '../importer.ts';
import type { Named } from '../name-pieces.ts';

/**
 * Old path of a list → its path here: a category is a tag here, an archive the list of posts. Paths that are
 * the same here are left out, and so are those a piece has.
 *
 * @param taken keys of paths that lead to a piece
 */
export function listPaths(
  named: readonly Named[],
  { category, tag, archive, feeds = {} }: OldLists,
  { site, taken, clock }: { site: Site; taken: ReadonlySet<string>; clock: (named: Named) => WallClock },
): Map<string, string> {
  const shown = named.filter(({ piece }) => piece.kind === 'post' && piece.keys.hidden.length === 0);
  const languages = new Set(shown.map(({ lang }) => lang));
  const archiveIn = (lang: Lang) => (languages.has(mainLanguage(site)) ? mainLanguage(site) : lang);
  const pairs = [
    ...shown.flatMap((one) => [
      ...(category?.(one.piece.keys.categories) ?? []).map(({ path, name }) => [
        path,
        onSite(tagPath(name, one.lang, site), site),
      ]),
      ...one.piece.keys.tags.map((name) => [tag?.(name) ?? '/', onSite(tagPath(name, one.lang, site), site)]),
      ...(archive?.(clock(one)) ?? []).map((path) => [
        path,
        onSite(pagePath('posts', '', archiveIn(one.lang), site), site),
      ]),
    ]),
    ...(shown.length === 0 ? [] : Object.entries(feeds)),
  ];
  const found = pairs.filter(([from = '', to = '']) => {
    const key = pageKey(withoutBase(from, site));
    return key !== '/' && key !== pageKey(to) && !taken.has(key);
  });
  return new Map(found.toReversed().map(([from = '', to = '']) => [from, to]));
}

/** A category and those above it, as `/categories/a/b/`. */
export function nested(folder: string, spell: (name: string) => string): NonNullable<OldLists['category']> {
  return (names) =>
    names.flatMap((name, index) => {
      const above = names
        .slice(0, index + 1)
        .map(spell)
        .join('/');
      const own = [`/${folder}/${above}/`, `/${folder}/${spell(name)}/`];
      return [...new Set(own)].map((path) => ({ path, name }));
    });
}

/** `/archives/`, `/archives/2019/`, `/archives/2019/05/`. */
export function monthly(folder: string): NonNullable<OldLists['archive']> {
  return ({ year, month }) => {
    const all = `/${folder}/`.replace('//', '/');
    const own = [`${all}${year}/`, `${all}${year}/${String(month).padStart(2, '0')}/`];
    return folder === '' ? own : [all, ...own];
  };
}

/** The lines of a `_redirects` file, in order: one for each old path. Hosts read paths as browsers ask for them. */
export function redirectLines(lists: ReadonlyMap<string, string>, site: Site): string {
  const onHost = (path: string) => hostPath(withoutBase(path, site), site);
  const lines = [...lists].map(
    ([from, to]) => `${encoded(onHost(from))} ${hostPath(to as SitePath, site)} 301`,
  );
  return [...new Set(lines)]
    .sort()
    .map((line) => `${line}\n`)
    .join('');
}

/** As a browser asks for it; what would be a wildcard or a placeholder is the character itself. */
function encoded(path: string): string {
  return new URL(path, 'https://site.example').pathname.replaceAll('*', '%2A').replaceAll(':', '%3A');
}
