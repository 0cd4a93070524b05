import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { componentName } from './component-names.ts';
import { offerNames } from './offer-names.ts';

type Modules = Record<string, { default: AstroComponentFactory }>;

const offer: Modules = import.meta.glob('../components/mdx/Offer.astro', { eager: true });
const authors: Modules = import.meta.glob('#content/components/*.astro', { eager: true });

/** What MDX can name without an import and the site fills in: an offer's card, and the author's own, which win. */
export const components: ReadonlyMap<string, AstroComponentFactory> = new Map([
  ...Object.values(offer).flatMap((module) => offerNames.map((name): Named => [name, module.default])),
  ...Object.entries(authors).map(([path, module]): Named => [componentName(path), module.default]),
]);

type Named = readonly [string, AstroComponentFactory];
