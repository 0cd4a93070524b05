import {
  isReserved,
  isSlug,
  type Lang,
  type Offer,
  offerPath,
  onSite,
  type Page,
  type Post,
  Problem,
  type Site,
  suggest,
} from '#domain';
import { type ContentFolder, contentFolders } from '../kinds.ts';
import { pathOf } from '../links/content-index.ts';
import { withoutEnding } from '../links/lookup.ts';
import type { Filed, Nouns } from '../nouns.ts';
import { straysIn } from './check-languages.ts';
import { checkRedirects } from './check-redirects.ts';

/**
 * What is wrong between files: names that lead nowhere, and names given twice.
 *
 * @param known names of all offers and projects, those that could not be read included
 */
export function checkReferences(nouns: Nouns, known: Known, site: Site): Problem[] {
  const { posts, offers, projects, testimonials, pages } = nouns;
  const named = slugged.flatMap((folder): readonly Filed<Slugged>[] => nouns[folder]);
  const clashes = clashesIn(nouns, site);
  const copies = new Set(clashes.map(({ place }) => place?.file));
  const once = <Noun>(filed: readonly Filed<Noun>[]) => filed.filter(({ file }) => !copies.has(file));
  return [
    ...[...posts, ...projects, ...testimonials].flatMap((filed) =>
      unknownNames(filed, 'offers', filed.noun.offers, known),
    ),
    ...testimonials.flatMap((filed) => unknownNames(filed, 'projects', filed.noun.projects, known)),
    ...posts.flatMap((post) => unknownChannels(post, Object.keys(site.channels))),
    ...[...named, ...offers].flatMap((filed) => unknownLanguage(filed, site)),
    ...straysIn([...named, ...offers], site),
    ...clashes,
    ...named.flatMap((filed) => oddName(filed.noun.slug, filed)),
    ...offers.flatMap((offer) => oddName(offer.noun.id, offer)),
    ...pages.flatMap((page) => takenAddress(page, site)),
    ...offers.flatMap(oddAnnual),
    ...checkRedirects({ ...nouns, posts: once(posts), pages: once(pages) }, site),
  ];
}

/** What two files both are, each pair said once: by what it has most in common. */
function clashesIn(nouns: Nouns, site: Site): Problem[] {
  const { posts, offers } = nouns;
  const chapters = posts.filter(({ noun }) => noun.series !== undefined);
  const paired = posts.filter(({ noun }) => noun.translationKey !== noun.slug);
  const clashes = [
    ...slugged.flatMap((folder) =>
      twice<Slugged>(nouns[folder], (noun) => addressOf(folder, noun, site), 'address'),
    ),
    ...twice(
      offers,
      ({ id, lang }) => `${lang}/${id}`,
      'address',
      (offer) => decodeURI(onSite(offerPath(offer, site), site)),
    ),
    ...twice(posts, ({ id }) => id, 'id'),
    ...twice(paired, ({ translationKey, lang }) => `${lang}/${translationKey}`, 'translationKey'),
    ...twice(chapters, ({ series, lang }) => `${lang}/${series?.name}/${series?.order}`, 'series'),
  ];
  const pairs = Map.groupBy(clashes, ({ pair }) => pair);
  return [...pairs.values()].flatMap(([clash]) => clash?.problem ?? []);
}

/** As a person knows it: `/en/posts/hello/`. */
function addressOf(folder: ContentFolder, { slug, lang }: Slugged, site: Site): string {
  return decodeURI(pathOf(folder, slug, lang, undefined, site));
}

/** All but offers, which have an `id` and no `slug`. */
const slugged = contentFolders.filter((folder) => folder !== 'offers');

interface Slugged {
  readonly slug: string;
  readonly lang: Lang;
}

interface Clash {
  readonly problem: Problem;
  /** The two files. */
  readonly pair: string;
}

/** The price of a year at once is one of a retainer. */
function oddAnnual({ noun, file, lineOf }: Filed<Offer>): Problem[] {
  if (noun.annual === undefined || noun.per === 'month') return [];
  const message = `annual: a year paid at once goes with “per: month”, and this is per ${noun.per}`;
  const hint = 'Write “per: month”, or take “annual” out: nobody would see it.';
  return [new Problem(message, { place: { file, line: lineOf(['annual']) }, hint })];
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
  return [new Problem(message, { place: { file, line: 1 }, hint: 'Give the file another name.' })];
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
  shownOf: (noun: Noun) => string = nameOf,
): Clash[] {
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
    const pair = `${other}\n${file}`;
    if (withoutEnding(file) === withoutEnding(other)) return [{ pair, problem: twin(file, other) }];
    const message = `its ${called} “${shownOf(noun)}” is also that of ${other}`;
    return [{ pair, problem: new Problem(message, { place, hint }) }];
  });
}

function twin(file: string, other: string): Problem {
  const hint = 'A text is .md or .mdx: delete one of the two, or rename it.';
  return new Problem(`it is there twice: beside it stands ${other}`, { place: { file }, hint });
}

interface Known {
  readonly offers: readonly string[];
  readonly projects: readonly string[];
}
