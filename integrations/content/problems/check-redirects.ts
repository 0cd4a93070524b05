import { type HostPath, introduces, onSite, Problem, type Site, sameAddress } from '#domain';
import { contentFolders, kinds } from '../kinds.ts';
import { filedIn, type Nouns } from '../nouns.ts';

/** Old addresses that two posts or pages claim, or that a page of today has. */
export function checkRedirects(nouns: Nouns, site: Site): Problem[] {
  const pages = new Map(
    pagesOf(nouns, site).map(({ path, file }) => [sameAddress(onSite(path, site)), file]),
  );
  const claimed = new Map<string, string>();
  return [...nouns.posts, ...nouns.pages].flatMap(({ noun, file, lineOf }) =>
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

function pagesOf(nouns: Nouns, site: Site): { path: HostPath; file: string }[] {
  return contentFolders.flatMap((folder) => {
    const { hasPage, path } = kinds[folder];
    const filed = hasPage ? filedIn(nouns, [folder]) : [];
    // What introduces a section stands on a page that other files have too.
    const standing = filed.filter(({ noun }) => folder !== 'pages' || !introduces(noun.slug ?? ''));
    return standing.map(({ noun, file }) => ({
      path: path({ ...noun, slug: noun.slug ?? noun.id ?? '' }, site),
      file,
    }));
  });
}

function shadowing(redirect: string, page: string, place: { file: string; line: number }): Problem {
  const message = `redirects: “${redirect}” is the address of ${page === place.file ? 'the page itself' : page}`;
  return new Problem(message, { place, hint: 'A page has that address; take the redirect out.' });
}

function contested(redirect: string, other: string, place: { file: string; line: number }): Problem {
  const message = `redirects: “${redirect}” is also claimed by ${other}`;
  return new Problem(message, {
    place,
    hint: 'One address leads to one page; take it out of one of the two.',
  });
}
