import { isReserved, isSlug, type Lang, type Page, type Post, Problem, type Site, suggest } from '#domain';
import { checkRedirects } from './check-redirects.ts';
import type { Filed, Nouns } from './read-content.ts';

/**
 * What is wrong between files: names that lead nowhere, and names given twice.
 *
 * @param known names of all offers and projects, those that could not be read included
 */
export function checkReferences(nouns: Nouns, known: Known, site: Site): Problem[] {
  const { posts, offers, projects, testimonials, talks, pages } = nouns;
  const slugged = [...posts, ...projects, ...testimonials, ...talks, ...pages];
  const chapters = posts.filter(({ noun }) => noun.series !== undefined);
  const paired = posts.filter(({ noun }) => noun.translationKey !== noun.slug);
  return [
    ...[...posts, ...projects, ...testimonials].flatMap((filed) =>
      unknownNames(filed, 'offers', filed.noun.offers, known),
    ),
    ...testimonials.flatMap((filed) => unknownNames(filed, 'projects', filed.noun.projects, known)),
    ...posts.flatMap((post) => unknownChannels(post, Object.keys(site.channels))),
    ...[...slugged, ...offers].flatMap((filed) => unknownLanguage(filed, site)),
    ...twice(posts, ({ id }) => id, 'id'),
    ...[posts, projects, testimonials, talks, pages].flatMap((folder) =>
      twice<{ slug: string; lang: Lang }>(folder, ({ slug, lang }) => `${lang}/${slug}`, 'address'),
    ),
    ...twice(offers, ({ id, lang }) => `${lang}/${id}`, 'address'),
    ...twice(paired, ({ translationKey, lang }) => `${lang}/${translationKey}`, 'translationKey'),
    ...twice(chapters, ({ series, lang }) => `${lang}/${series?.name}/${series?.order}`, 'series'),
    ...slugged.flatMap((filed) => oddName(filed.noun.slug, filed)),
    ...offers.flatMap((offer) => oddName(offer.noun.id, offer)),
    ...pages.flatMap((page) => takenAddress(page, site)),
    ...checkRedirects(nouns, site),
  ];
}

function unknownNames(
  { file, lineOf }: Filed<unknown>,
  key: keyof Known,
  names: readonly string[],
  known: Known,
): Problem[] {
  return names.flatMap((name, index) => {
    if (known[key].includes(name)) return [];
    const place = { file, line: lineOf([key, index]) };
    const message = `${key}: there is no ${key.slice(0, -1)} “${name}” in content/${key}/`;
    return [new Problem(message, { place, hint: suggest(name, known[key]) })];
  });
}

/** A page of the author's that would hide one of the site's own. */
function takenAddress({ noun, file }: Filed<Page>, site: Site): Problem[] {
  if (!isReserved(noun.slug, site)) return [];
  const message = `its address “/${noun.slug}/” is one of the site’s own`;
  return [new Problem(message, { place: { file }, hint: 'Give the file another name.' })];
}

function unknownChannels(post: Filed<Post>, known: readonly string[]): Problem[] {
  const unknown = Object.keys(post.noun.channels).filter((id) => !known.includes(id));
  return unknown.map(
    (id) =>
      new Problem(`channels: content/site.ts has no channel “${id}”`, {
        place: { file: post.file, line: post.lineOf(['channels', id]) },
        hint: suggest(id, known),
      }),
  );
}

function unknownLanguage({ noun, file, lineOf }: Filed<{ lang: Lang }>, site: Site): Problem[] {
  if (site.languages.includes(noun.lang)) return [];
  const message = `lang: “${noun.lang}” is not a language of the site (${site.languages.join(', ')})`;
  const hint = 'Add it to `languages` in content/site.ts, or mend the front matter.';
  return [new Problem(message, { place: { file, line: lineOf(['lang']) }, hint })];
}

/** A file name that cannot be an address: empty, or with signs in it that addresses cannot hold. */
function oddName(slug: string, { file }: Filed<unknown>): Problem[] {
  if (isSlug(slug)) return [];
  const message = `its file name cannot be an address: “${slug}”`;
  const hint = 'Name it with letters, digits, “-”, “_” and “.”: hello-world.md, 你好.md, hello/index.md.';
  return [new Problem(message, { place: { file }, hint })];
}

/** What can be given twice, and what to do then. */
const unique = {
  id: { key: ['id'], hint: 'Rename one of the files, or give one another `id`.' },
  address: { key: ['lang'], hint: 'Rename one of the files, or give one another `lang`.' },
  translationKey: { key: ['translationKey'], hint: 'A post has one translation in a language.' },
  series: { key: ['series', 'order'], hint: 'Give one of the two another `order`.' },
} as const;

function twice<Noun>(
  filed: readonly Filed<Noun>[],
  nameOf: (noun: Noun) => string,
  what: keyof typeof unique,
): Problem[] {
  const first = new Map<string, string>();
  const { key, hint } = unique[what];
  const called = what === 'series' ? 'place in a series' : what;
  return filed.flatMap(({ noun, file, lineOf }) => {
    const name = nameOf(noun);
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, file);
      return [];
    }
    const place = { file, line: lineOf(key) };
    return [new Problem(`its ${called} “${name}” is also that of ${other}`, { place, hint })];
  });
}

interface Known {
  readonly offers: readonly string[];
  readonly projects: readonly string[];
}
