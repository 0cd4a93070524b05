import {
  absolute,
  homePath,
  isOut,
  isSitePath,
  type Lang,
  linkTo,
  mainLanguage,
  type Offer,
  offerPath,
  type Post,
  Problem,
  pagePath,
  type Site,
  sitePath,
  suggest,
} from '#domain';

/** What a link may lead to, beside the pages that are named by their paths. */
export interface Targets {
  readonly posts: readonly Post[];
  readonly offers: readonly Offer[];
}

/** A page of the site. */
export interface Target {
  readonly url: string;
  /** Of a post or an offer; undefined where the page is named by its path. */
  readonly title: string | undefined;
  /** Whether readers can open it now. */
  readonly isOut: boolean;
}

/**
 * The page that a name means: `home`, a post's slug or id, an offer's id, or a page's path or address, such as `/about/`.
 * A post comes before an offer of the same name.
 *
 * @param where `lang` chooses among languages that share a slug. @default the site's first language
 * @throws {Problem} where nothing goes by the name, with the nearest one
 */
export function findTarget(name: string, targets: Targets, { site, lang, now }: Where): Target {
  const asked = lang ?? mainLanguage(site);
  if (name === 'home') return named(absolute(homePath(asked, site), site));
  if (isSitePath(name)) return named(new URL(linkTo(name, site), site.url).href);
  if (URL.canParse(name) && sitePath(name, site) !== null) return named(new URL(name).href);
  const post = preferred(targets.posts, name, asked, ({ id, slug }) => [id, slug]);
  if (post !== undefined)
    return {
      url: absolute(pagePath('posts', post.slug, post.lang, site), site),
      title: post.title,
      isOut: isOut(post, now),
    };
  const offer = preferred(targets.offers, name, asked, ({ id }) => [id]);
  if (offer === undefined) throw unknown(name, targets);
  return { url: absolute(offerPath(offer, site), site), title: offer.title, isOut: !offer.draft };
}

/** A page that was named by its address, of which no more is known. */
function named(url: string): Target {
  return { url, title: undefined, isOut: true };
}

/** Of those that go by a name, the one in the language that is asked for, else the first. */
function preferred<Noun extends { readonly lang: Lang }>(
  nouns: readonly Noun[],
  name: string,
  lang: Lang,
  namesOf: (noun: Noun) => readonly string[],
): Noun | undefined {
  const those = nouns.filter((noun) => namesOf(noun).includes(name));
  return those.find((noun) => noun.lang === lang) ?? those[0];
}

function unknown(name: string, { posts, offers }: Targets): Problem {
  const known = ['home', ...posts.map(({ slug }) => slug), ...offers.map(({ id }) => id)];
  return new Problem(`no post and no offer is called “${name}”`, {
    hint: suggest(name, [...new Set(known)]),
  });
}

interface Where {
  readonly site: Site;
  readonly lang?: Lang | undefined;
  readonly now: number;
}
