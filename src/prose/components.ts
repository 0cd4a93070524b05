import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { componentName } from './component-names.ts';

type Module = { default: AstroComponentFactory };

const ours = import.meta.glob<Module>('../components/mdx/*.astro', { eager: true });
const authors = import.meta.glob<Module>('/content/components/*.astro', { eager: true });

/** What MDX can name without an import and the site fills in: ours, and the author's own, which win. */
export const components: ReadonlyMap<string, AstroComponentFactory> = new Map(
  Object.entries({ ...ours, ...authors }).map(([path, module]) => [componentName(path), module.default]),
);
