import { sep } from 'node:path';
import type { Finding } from '../../content/checks/finding.ts';
import type { ContentIndex } from '../../content/links/content-index.ts';
import { type Resolution, resolveAddress } from '../../content/links/resolve-address.ts';
import type { Content } from '../../content/nouns.ts';
import { faultOfCard, faultOfNamed, type OfferFault } from '../../content/problems/offer-faults.ts';
import { faultOf, faultOfPicture, type Known, resolve } from '../../markdown/links/find-dead.ts';
import type { PlacedOffer } from '../../markdown/offers-in-text.ts';
import type { PlacedAddress, ScannedText } from './scan-texts.ts';

/** Links, parts and pictures of `public/` that are not there; links to what readers cannot see yet. */
export function checkTexts(texts: readonly ScannedText[], index: ContentIndex): Finding[] {
  const anchors = new Map(texts.map(({ page, anchors }) => [page.file, anchors]));
  const anchorsOf: Known['anchorsOf'] = (page) => anchors.get(page.file)?.() ?? new Set();
  return texts.flatMap((text) => {
    const known = { index, anchorsOf, own: text.anchors };
    return [
      ...text.findings,
      ...text.addresses.flatMap((address) => checkAddress(address, text, known)),
      ...text.offers.flatMap((offer) => checkOffer(offer, text, index)),
    ];
  });
}

function checkAddress(address: PlacedAddress, { page }: ScannedText, known: Known): Finding[] {
  const place = { file: page.file, line: address.line };
  const from = { file: page.file, lang: page.lang };
  if (address.kind === 'picture') {
    const fault = faultOfPicture(address.url, known.index, resolveAddress(address.url, from, known.index));
    return [...(fault === null ? [] : [errorOf(fault, place)]), ...(address.lacksAlt ? [noAlt(place)] : [])];
  }
  const resolution = resolve(address.url, from, known);
  const fault = faultOf(resolution, known);
  if (fault !== null) return [errorOf(fault, place)];
  return isTooEarly(resolution, page.hidden) ? [hiddenTarget(resolution.page.file, place)] : [];
}

/** As the pipeline says it, which stops a build. */
function checkOffer({ name, id, line }: PlacedOffer, { page }: ScannedText, index: ContentIndex): Finding[] {
  if (id === undefined) return [];
  const fault = faultOfCard(name, id, index.pages, ({ hidden }) => !hidden || page.hidden);
  return fault === null ? [] : [offerFinding(fault, { file: page.file, line })];
}

/** Offers that front matter names and readers may not see, though they may see what names them. */
export function checkNamedOffers(content: Content, { pages }: ContentIndex): Finding[] {
  const hiddenFiles = new Set(pages.filter(({ hidden }) => hidden).map(({ file }) => file));
  const named = [...content.posts, ...content.projects, ...content.testimonials];
  return named.flatMap(({ noun, file: path, lineOf }) => {
    const file = path.split(sep).join('/');
    return noun.offers.flatMap((id, at) => {
      const fault = faultOfNamed(id, pages, ({ hidden }) => !hidden || hiddenFiles.has(file));
      return fault === null ? [] : [offerFinding(fault, { file, line: lineOf(['offers', at]) })];
    });
  });
}

function offerFinding({ reason, hint }: OfferFault, place: Finding['place']): Finding {
  return { level: 'error', rule: 'offer-id', message: reason, hint, place };
}

function isTooEarly(resolution: Resolution, hidden: boolean): resolution is Resolution & { kind: 'page' } {
  return resolution.kind === 'page' && resolution.page.hidden && !hidden;
}

function errorOf(
  { rule, reason, hint }: NonNullable<ReturnType<typeof faultOf>>,
  place: Finding['place'],
): Finding {
  return { level: 'error', rule, message: reason, hint, place };
}

function hiddenTarget(file: string, place: Finding['place']): Finding {
  return {
    level: 'warning',
    rule: 'hidden-target',
    message: `readers cannot follow this link yet: ${file} is a draft or waits for its moment`,
    place,
  };
}

function noAlt(place: Finding['place']): Finding {
  return {
    level: 'warning',
    rule: 'no-alt',
    message: 'the picture has no description',
    hint: 'Say what it shows, for those who cannot see it: ![what it shows](…).',
    place,
  };
}
