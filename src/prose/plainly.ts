import type { experimental_AstroContainer as AstroContainer } from 'astro/container';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { h } from 'hastscript';
import { absolute, editionMarks, isoDay, type Lang, type Offer, offerPath, runsOn } from '#domain';
import { offerIn } from '#library';
import site from '#site';
import { strings } from '#strings';
import { cleanHtml, markedHtml, writeHtml } from '#texts';
import { priceText, unitText } from '../price-text.ts';
import { today } from '../today.ts';
import { components } from './components.ts';
import { failed } from './failed.ts';
import { isOfferName } from './offer-names.ts';
import { type ComponentPart, type Part, partsOf } from './parts.ts';

/** Fills the components of a text in for feeds and other platforms: plain HTML that needs nothing of ours. */
export async function fillPlainly(html: string, filling: Filling): Promise<string> {
  return writeParts(partsOf(html), filling);
}

/** What a text is filled with. */
interface Filling {
  readonly lang: Lang;
  /** The address of the page the text stands on. */
  readonly page: string;
  readonly container: AstroContainer;
  /** The pictures of the text, as HTML, in their order. */
  readonly pictures: readonly string[];
  /** Whether the attributes of `editionMarks` are wanted. */
  readonly isMarked: boolean;
}

async function writeParts(parts: readonly Part[], filling: Filling): Promise<string> {
  return (await Promise.all(parts.map((part) => writePart(part, filling)))).join('');
}

async function writePart(part: Part, filling: Filling): Promise<string> {
  if (typeof part === 'string') return part;
  if (part.name === 'img') return filling.pictures[Number(part.props['index'])] ?? '';
  if (isOfferName(part.name)) return offerLine(part, filling);
  const slot = await writeParts(part.children, filling);
  const Component = components.get(part.name);
  if (Component === undefined) return slot;
  const html = await renderGuarded(filling.container, { Component, props: part.props, slot }, (error) =>
    failed(error, `<${part.name}>`, part.place),
  );
  return filling.isMarked ? markedHtml(html, filling.page) : cleanHtml(html, filling.page);
}

/** A component by itself; should it fail, what the caller says instead. */
export async function renderGuarded(
  container: AstroContainer,
  { Component, props = {}, slot }: Guardable,
  onError: (error: unknown) => string,
): Promise<string> {
  const slots = slot === undefined ? {} : { default: slot };
  try {
    return await container.renderToString(Component, { props: { ...props }, slots });
  } catch (error) {
    return onError(error);
  }
}

/** An offer as one paragraph: what it is, what it costs is on its page, and a link there. Of an ad that does not run today, nothing. */
async function offerLine({ props }: ComponentPart, { lang, isMarked }: Filling): Promise<string> {
  const offer = await offerIn(String(props['id']), lang);
  if (!runsOn(offer.flights, isoDay(today(), site.timeZone))) return '';
  const href = absolute(offerPath(offer, site), site);
  const words = strings(offer.lang);
  const { label } = words.offer[offer.kind];
  const link = h('a', { href }, offer.title);
  const marks = isMarked ? offerMarks(offer) : {};
  return writeHtml(h('p', marks, [label, words.colon, link, words.dash, offer.description]));
}

function offerMarks({ kind, price, per, lang }: Offer): Record<string, string> {
  if (price === undefined) return { [editionMarks.offer]: kind };
  const words = strings(lang);
  const cost = [priceText(price, words), unitText({ price, per }, words)].filter(Boolean).join(' ');
  return { [editionMarks.offer]: kind, [editionMarks.price]: cost };
}

interface Guardable {
  readonly Component: AstroComponentFactory;
  readonly props?: Readonly<Record<string, unknown>>;
  /** What stands between its tags. */
  readonly slot?: string;
}
