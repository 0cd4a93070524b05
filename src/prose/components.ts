import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import Offer from '../components/mdx/Offer.astro';
import { componentName } from './component-names.ts';
import { offerNames } from './offer-names.ts';

const authors = import.meta.glob<{ default: AstroComponentFactory }>('/content/components/*.astro', {
  eager: true,
});

/** What MDX can name without an import and the site fills in: an offer's card, and the author's own, which win. */
export const components: ReadonlyMap<string, AstroComponentFactory> = new Map([
  ...offerNames.map((name) => [name, Offer] as const),
  ...Object.entries(authors).map(([path, module]) => [componentName(path), module.default] as const),
]);
