import { suggest } from '#domain';
import type { ContentPage } from '../links/content-index.ts';

/** Why an offer cannot be shown; null when it can. */
export interface OfferFault {
  readonly reason: string;
  readonly hint: string;
}

/** What is wrong with `<Course id="sql" />`. @param isShown whether who reads the text may see a page */
export function faultOfCard(
  name: string,
  id: string,
  pages: readonly ContentPage[],
  isShown: (page: ContentPage) => boolean,
): OfferFault | null {
  const offers = pages.filter(({ section }) => section === 'offers');
  const known = [...new Set(offers.filter(isShown).map(({ slug }) => slug))];
  if (known.includes(id)) return null;
  const draft = draftOf(id, offers);
  if (draft !== undefined) return isDraft(id, draft, `take <${name}> out of this text`);
  const reason =
    id === '' ? `<${name}> needs the id of an offer` : `there is no offer “${id}” in content/offers/`;
  return { reason, hint: suggest(id, known) };
}

/** What is wrong with an id below `offers:`; of one there is no file for, that is said elsewhere. */
export function faultOfNamed(
  id: string,
  pages: readonly ContentPage[],
  isShown: (page: ContentPage) => boolean,
): OfferFault | null {
  const versions = versionsOf(id, pages);
  const draft = versions.some(isShown) ? undefined : draftOf(id, versions);
  if (draft === undefined) return null;
  const { reason, hint } = isDraft(id, draft, 'take it out of “offers”');
  return { reason: `offers: ${reason}`, hint };
}

/** An offer's pages, one a language. */
export function versionsOf(id: string, pages: readonly ContentPage[]): readonly ContentPage[] {
  return pages.filter(({ section, slug }) => section === 'offers' && slug === id);
}

function draftOf(id: string, offers: readonly ContentPage[]): string | undefined {
  return offers.find(({ slug, hidden }) => slug === id && hidden)?.file;
}

function isDraft(id: string, file: string, instead: string): OfferFault {
  return {
    reason: `the offer “${id}” is a draft: ${file}`,
    hint: `Take “draft: true” out of ${file}, or ${instead}.`,
  };
}
