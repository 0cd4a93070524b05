import type { AstroUserConfig } from 'astro';
import type { ShopLink } from '#domain';

const NAME = 'byline:shops';

/** Gives pages the module `byline:shops`, which exports `shopLinks`: how links to shops carry the key of a click. */
export function shopLinksModule(links: readonly ShopLink[]): VitePlugin {
  return {
    name: NAME,
    resolveId: (asked: string) => (asked === NAME ? `\0${NAME}` : undefined),
    load: (asked: string) =>
      asked === `\0${NAME}` ? `export const shopLinks = ${JSON.stringify(links)};` : undefined,
  };
}

type VitePlugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];
