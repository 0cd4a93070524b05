import type { experimental_AstroContainer as AstroContainer } from 'astro/container';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { absolute, type Lang, offerPath } from '#domain';
import { offerIn } from '#library';
import site from '#site';
import { strings } from '#strings';
import { cleanHtml } from '#texts';
import { components } from './components.ts';
import { failed } from './failed.ts';
import { isOfferName } from './offer-names.ts';
import { type ComponentPart, type Part, partsOf } from './parts.ts';

/** Fills the components of a text in for feeds and other platforms: plain HTML that needs nothing of ours. */
export async function fillPlainly(html: string, lang: Lang, container: AstroContainer): Promise<string> {
  const written = partsOf(html).map((part) => writePart(part, lang, container));
  return (await Promise.all(written)).join('');
}

async function writePart(part: Part, lang: Lang, container: AstroContainer): Promise<string> {
  if (typeof part === 'string') return part;
  if (isOfferName(part.name)) return offerLine(part, lang);
  const children = await Promise.all(part.children.map((child) => writePart(child, lang, container)));
  const Component = components.get(part.name);
  if (Component === undefined) return children.join('');
  const html = await renderGuarded(
    container,
    { Component, props: part.props, slot: children.join('') },
    (error) => failed(error, `<${part.name}>`, part.place),
  );
  return cleanHtml(html);
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
  return `<p>${escaped(label)}${words.colon}<a href="${escaped(href)}">${escaped(offer.title)}</a> — ${escaped(offer.description)}</p>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;').replaceAll('"', '&#x22;');
}

interface Guardable {
  readonly Component: AstroComponentFactory;
  readonly props?: Readonly<Record<string, unknown>>;
  /** What stands between its tags. */
  readonly slot?: string;
}
