import type { AstroUserConfig } from 'astro';
import type { Proofs } from './proofs.ts';

const NAME = 'byline:proofs';

/** Gives pages the module `byline:proofs`, which exports `links` and `files` of {@link Proofs}. */
export function proofsModule({ links, files }: Proofs): VitePlugin {
  const code = `export const links = ${JSON.stringify(links)};\nexport const files = ${JSON.stringify(files)};`;
  return {
    name: NAME,
    resolveId: (asked: string) => (asked === NAME ? `\0${NAME}` : undefined),
    load: (asked: string) => (asked === `\0${NAME}` ? code : undefined),
  };
}

type VitePlugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];
