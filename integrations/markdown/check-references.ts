import { type Lang, type Offer, type Post, Problem, type Project, type Site, suggest } from '#domain';
import type { Filed } from './read-content.ts';

/**
 * What is wrong between files: names that lead nowhere, and names given twice.
 *
 * @param offerIds of all files in `content/offers/`, those that could not be read included
 */
export function checkReferences(
  { posts, offers, projects }: Nouns,
  offerIds: readonly string[],
  site: Site,
): Problem[] {
  return [
    ...posts.flatMap((post) => unknownOffers(post, offerIds)),
    ...posts.flatMap((post) => unknownChannels(post, Object.keys(site.channels))),
    ...[...posts, ...offers, ...projects].flatMap((filed) => unknownLanguage(filed, site)),
    ...twice(posts, ({ id }) => id, 'id'),
    ...twice(posts, ({ slug, lang }) => `${lang}/${slug}`, 'address'),
    ...twice(offers, ({ id, lang }) => `${lang}/${id}`, 'address'),
    ...twice(projects, ({ slug, lang }) => `${lang}/${slug}`, 'address'),
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

function twice<Noun>(filed: readonly Filed<Noun>[], nameOf: (noun: Noun) => string, what: string): Problem[] {
  const first = new Map<string, string>();
  return filed.flatMap(({ noun, file, lineOf }) => {
    const name = nameOf(noun);
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, file);
      return [];
    }
    const hint = `Rename one of the files, or give one another \`${what === 'id' ? 'id' : 'lang'}\`.`;
    return [
      new Problem(`its ${what} “${name}” is also that of ${other}`, {
        place: { file, line: lineOf(['id']) },
        hint,
      }),
    ];
  });
}

interface Nouns {
  readonly posts: readonly Filed<Post>[];
  readonly offers: readonly Filed<Offer>[];
  readonly projects: readonly Filed<Project>[];
}
