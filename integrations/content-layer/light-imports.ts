import type { AstroUserConfig } from 'astro';

/**
 * Vite wraps every `import()` in a kilobyte that preloads what comes after, and every page pays it. A part of
 * ours is small and comes when it is needed: a style sheet it brings is linked, and that is all.
 */
export function lightImports(): Plugin {
  let base = '/';
  return {
    name: 'byline:light-imports',
    enforce: 'pre',
    configResolved: (config) => {
      base = config.base;
    },
    // What an import is said to need is then its style sheets alone.
    configEnvironment: () => ({ build: { modulePreload: false } }),
    load: { filter: { id: /^\0vite\/preload-helper\.js$/ }, handler: () => helper(base) },
  };
}

/** @param base of the addresses of built files */
const helper = (base: string) => `export const __vitePreload = (load, sheets = []) => {
  for (const sheet of sheets) {
    const href = ${JSON.stringify(base)} + sheet;
    if (document.querySelector('link[href="' + href + '"]')) continue;
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    document.head.append(link);
  }
  return load();
};`;

type Plugins = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>;
type Plugin = Extract<Plugins[number], { name: string }>;
