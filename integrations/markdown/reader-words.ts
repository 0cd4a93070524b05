import type { AstroUserConfig } from 'astro';
import site from '#site';
import { strings } from '#strings';

const NAME = 'byline:reader-words';

/** Gives the parts in `reader/` their words, of all a language says only those, as the module `byline:reader-words`. */
export function readerWordsModule(): Plugin {
  return {
    name: NAME,
    resolveId: (asked: string) => (asked === NAME ? `\0${NAME}` : undefined),
    load: (asked: string) => (asked === `\0${NAME}` ? readerWordsCode() : undefined),
  };
}

/** That module: it knows the language by `<html lang>`. */
export function readerWordsCode(): string {
  const words = site.languages.map(strings).map(({ htmlLang, reader }) => [htmlLang, reader]);
  return `const words = ${JSON.stringify(Object.fromEntries(words))};
export const readerWords = () => words[document.documentElement.lang];`;
}

type Plugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];
