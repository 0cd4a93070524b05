import type { AstroUserConfig } from 'astro';
import type { Audience } from '#domain';

const NAME = 'byline:audience';

/** Gives pages the module `byline:audience`, which exports `audience`: who reads the site, where that is known. */
export function audienceModule(audience: Audience | undefined): VitePlugin {
  return {
    name: NAME,
    resolveId: (asked: string) => (asked === NAME ? `\0${NAME}` : undefined),
    load: (asked: string) =>
      asked === `\0${NAME}` ? `export const audience = ${JSON.stringify(audience)};` : undefined,
  };
}

type VitePlugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];
