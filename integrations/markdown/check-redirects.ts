import { type Offer, type Post, Problem, type Project, pagePath, type Section, type Site } from '#domain';
import type { Filed } from './read-content.ts';

/** Old addresses that two posts claim, or that a page of today has. */
export function checkRedirects(nouns: Nouns, site: Site): Problem[] {
  const pages = new Map(pagesOf(nouns, site).map(({ path, file }) => [sameAddress(path), file]));
  const claimed = new Map<string, string>();
  return nouns.posts.flatMap(({ noun, file, lineOf }) =>
    noun.redirects.flatMap((redirect, index) => {
      const place = { file, line: lineOf(['redirects', index]) };
      const address = sameAddress(redirect);
      const [page, other] = [pages.get(address), claimed.get(address)];
      claimed.set(address, other ?? file);
      if (page !== undefined) return [shadowing(redirect, page, place)];
      return other === undefined ? [] : [contested(redirect, other, place)];
    }),
  );
}

/** One spelling for addresses that lead to the same page: decoded, composed, without the last slash. */
export function sameAddress(path: string): string {
  return decoded(path)
    .normalize('NFC')
    .replace(/\/index\.html$/, '/')
    .replace(/(.)\/+$/, '$1');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function pagesOf({ posts, offers, projects }: Nouns, site: Site): { path: string; file: string }[] {
  const page = (section: Section, slug: string, lang: string, file: string) => ({
    path: pagePath(section, slug, lang, site),
    file,
  });
  return [
    ...posts.map(({ noun, file }) => page('posts', noun.slug, noun.lang, file)),
    ...offers.map(({ noun, file }) => page('offers', noun.id, noun.lang, file)),
    ...projects.map(({ noun, file }) => page('projects', noun.slug, noun.lang, file)),
  ];
}

function shadowing(redirect: string, page: string, place: { file: string; line: number }): Problem {
  const message = `redirects: “${redirect}” is the address of ${page === place.file ? 'the post itself' : page}`;
  return new Problem(message, { place, hint: 'A page has that address; take the redirect out.' });
}

function contested(redirect: string, other: string, place: { file: string; line: number }): Problem {
  const message = `redirects: “${redirect}” is also claimed by ${other}`;
  return new Problem(message, {
    place,
    hint: 'One address leads to one page; take it out of one of the two.',
  });
}

interface Nouns {
  readonly posts: readonly Filed<Post>[];
  readonly offers: readonly Filed<Offer>[];
  readonly projects: readonly Filed<Project>[];
}
