import type { AstroUserConfig } from 'astro';
import type { Audience } from '#domain';

const NAME = 'byline:audience';

/** Gives pages the module `byline:audience`, made when one asks for it: `audience`, undefined where there is none. */
export function audienceModule(read: () => Promise<Audience | undefined>): VitePlugin {
  return {
    name: NAME,
    resolveId: (asked: string) => (asked === NAME ? `\0${NAME}` : undefined),
    load: async (asked: string) =>
      asked === `\0${NAME}` ? `export const audience = ${JSON.stringify(await read())};` : undefined,
  };
}

type VitePlugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];
