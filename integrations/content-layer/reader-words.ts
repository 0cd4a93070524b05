import { dirname, join } from 'node:path';
import type { ViteUserConfig } from 'astro';
import site from '#site';
import { strings } from '#strings';

const NAME = 'byline:reader-words';

/**
 * Gives the parts in `reader/` their words, of all a language says only those, as the module `byline:reader-words`.
 *
 * @param settings `root` is the project's folder; where `isWriting`, the words are read again when the owner saves
 * theirs
 */
export function readerWordsModule({ root, isWriting }: ReaderWords): Plugin {
  return {
    name: NAME,
    resolveId: (asked: string) => (asked === NAME ? `\0${NAME}` : undefined),
    configureServer: ({ watcher, environments }) => {
      watcher.on('all', (_, path) => {
        if (dirname(path) !== join(root, 'content/strings')) return;
        const { moduleGraph } = environments.client;
        const module = moduleGraph.getModuleById(`\0${NAME}`);
        if (module !== undefined) moduleGraph.invalidateModule(module);
      });
    },
    async load(asked: string) {
      if (asked !== `\0${NAME}`) return undefined;
      if (!isWriting) return readerWordsCode(strings);
      const now: typeof import('#strings') = await import(`${import.meta.resolve('#strings')}?${Date.now()}`);
      return readerWordsCode(now.strings);
    },
  };
}

/** That module: it knows the language by `<html lang>`. */
export function readerWordsCode(wordsIn: typeof strings): string {
  const words = site.languages.map(wordsIn).map(({ htmlLang, reader }) => [htmlLang, reader]);
  return `const words = ${JSON.stringify(Object.fromEntries(words))};
export const readerWords = () => words[document.documentElement.lang];`;
}

interface ReaderWords {
  readonly root: string;
  readonly isWriting: boolean;
}

type Plugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { configureServer?: unknown }>;
