import { homePath, mainLanguage, onSite, readContentName, type Site, sameAddress } from '#domain';
import type { ContentFolder } from '../../content/kinds.ts';
import { pathOf } from '../../content/links/content-index.ts';
import { kindsOf } from '../../content/new/draft.ts';

/**
 * Whether a file is what a page is made from. Its name alone says so, since what is in it may be what is
 * wrong: an offer is at the address of any kind. What is no content, such as the settings, is shown at home.
 *
 * @param file relative to the content folder, with `/`
 * @param path on the site
 */
export function isShownAt(file: string, path: string, site: Site): boolean {
  return addressesOf(file, site).some((address) => sameAddress(address) === sameAddress(path));
}

function addressesOf(file: string, site: Site): string[] {
  const [folder = '', ...rest] = file.split('/');
  if (rest.length === 0) return site.languages.map((lang) => onSite(homePath(lang, site), site));
  const { slug, lang = mainLanguage(site) } = readContentName(rest.join('/'), site.languages);
  const kinds = folder === 'offers' ? kindsOf.offer : [undefined];
  return kinds.map((kind) => pathOf(folder as ContentFolder, slug, lang, kind, site).replace(/#.*$/, ''));
}
