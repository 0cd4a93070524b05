import { isSlug, type Lang, type Offer, type Post, Problem, type Project, type Site, suggest } from '#domain';
import { checkRedirects } from './check-redirects.ts';
import type { Filed } from './read-content.ts';

/**
 * What is wrong between files: names that lead nowhere, and names given twice.
 *
 * @param offerIds of all files in `content/offers/`, those that could not be read included
 */
export function checkReferences(nouns: Nouns, offerIds: readonly string[], site: Site): Problem[] {
  const { posts, offers, projects } = nouns;
  const chapters = posts.filter(({ noun }) => noun.series !== undefined);
  const paired = posts.filter(({ noun }) => noun.translationKey !== noun.slug);
  return [
    ...posts.flatMap((post) => unknownOffers(post, offerIds)),
    ...posts.flatMap((post) => unknownChannels(post, Object.keys(site.channels))),
    ...[...posts, ...offers, ...projects].flatMap((filed) => unknownLanguage(filed, site)),
    ...twice(posts, ({ id }) => id, 'id'),
    ...twice(posts, ({ slug, lang }) => `${lang}/${slug}`, 'address'),
    ...twice(offers, ({ id, lang }) => `${lang}/${id}`, 'address'),
    ...twice(projects, ({ slug, lang }) => `${lang}/${slug}`, 'address'),
    ...twice(paired, ({ translationKey, lang }) => `${lang}/${translationKey}`, 'translationKey'),
    ...twice(chapters, ({ series, lang }) => `${lang}/${series?.name}/${series?.order}`, 'series'),
    ...posts.flatMap((post) => oddName(post.noun.slug, post)),
    ...projects.flatMap((project) => oddName(project.noun.slug, project)),
    ...offers.flatMap((offer) => oddName(offer.noun.id, offer)),
    ...checkRedirects(nouns, site),
  ];
}

function unknownOffers(post: Filed<Post>, known: readonly string[]): Problem[] {
  return post.noun.offers.flatMap((id, index) => {
    if (known.includes(id)) return [];
    const place = { file: post.file, line: post.lineOf(['offers', index]) };
    return [
      new Problem(`offers: there is no offer “${id}” in content/offers/`, {
        place,
        hint: suggest(id, known),
      }),
    ];
  });
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

interface Nouns {
  readonly posts: readonly Filed<Post>[];
  readonly offers: readonly Filed<Offer>[];
  readonly projects: readonly Filed<Project>[];
}
