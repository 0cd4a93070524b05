import type { experimental_AstroContainer as AstroContainer } from 'astro/container';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { h } from 'hastscript';
import { absolute, type Lang, offerPath } from '#domain';
import { offerIn } from '#library';
import site from '#site';
import { strings } from '#strings';
import { cleanHtml, writeHtml } from '#texts';
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
}

async function writeParts(parts: readonly Part[], filling: Filling): Promise<string> {
  return (await Promise.all(parts.map((part) => writePart(part, filling)))).join('');
}

async function writePart(part: Part, filling: Filling): Promise<string> {
  if (typeof part === 'string') return part;
  if (part.name === 'img') return filling.pictures[Number(part.props['index'])] ?? '';
  if (isOfferName(part.name)) return offerLine(part, filling.lang);
  const slot = await writeParts(part.children, filling);
  const Component = components.get(part.name);
  if (Component === undefined) return slot;
  const html = await renderGuarded(filling.container, { Component, props: part.props, slot }, (error) =>
    failed(error, `<${part.name}>`, part.place),
  );
  return cleanHtml(html, filling.page);
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

/** An offer as one paragraph: what it is, what it costs is on its page, and a link there. */
async function offerLine({ props }: ComponentPart, lang: Lang): Promise<string> {
  const offer = await offerIn(String(props['id']), lang);
  const href = absolute(offerPath(offer, site), site);
  const words = strings(offer.lang);
  const { label } = words.offer[offer.kind];
  const link = h('a', { href }, offer.title);
  return writeHtml(h('p', [label, words.colon, link, ' — ', offer.description]));
}

interface Guardable {
  readonly Component: AstroComponentFactory;
  readonly props?: Readonly<Record<string, unknown>>;
  /** What stands between its tags. */
  readonly slot?: string;
}
