import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { lateModule } from '../foundation/late-module.ts';
import { buildIndex, renewIndex } from './build-index.ts';
import { serveLastIndex } from './develop.ts';
import { whyNoPagefind } from './pagefind.ts';

/** Makes the built site searchable. Where Pagefind cannot run, the site is built without a search, and says so. */
export default function search(): AstroIntegration {
  let outDir: URL;
  let cache: URL;
  let reason: string | undefined;
  return {
    name: 'byline:search',
    hooks: {
      'astro:config:setup': async ({ injectScript, updateConfig }) => {
        reason = await whyNoPagefind();
        const isThere = reason === undefined;
        updateConfig({
          vite: {
            define: { 'import.meta.env.SEARCH': JSON.stringify(isThere) },
            plugins: isThere ? [lateModule('search:open', browserFile('open.ts'))] : [],
          },
        });
        if (isThere) injectScript('page', startOpener());
      },
      'astro:config:done': ({ config }) => {
        outDir = config.outDir;
        cache = config.cacheDir;
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(serveLastIndex(fileURLToPath(outDir)));
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (reason !== undefined) return logger.warn(`the site has no search: ${reason}`);
        logger.info(describe(await buildIndex(fileURLToPath(dir), memoryIn(cache))));
      },
      'byline:pages:changed': async ({ dir, dist, cacheDir }) => {
        if (!existsSync(new URL('pagefind/', dist))) return undefined;
        return (await renewIndex(fileURLToPath(dir), memoryIn(cacheDir))) ?? 'whole build';
      },
    },
  };
}

/** Where what was read off pages is kept. */
function memoryIn(cacheDir: URL): string {
  return fileURLToPath(new URL('search/', cacheDir));
}

/** `12 pages to search: zh-CN 7, en 5` */
function describe(counts: ReadonlyMap<string, number>): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const each = [...counts].map(([lang, count]) => `${lang} ${count}`);
  return `${total} page${total === 1 ? '' : 's'} to search${each.length > 0 ? `: ${each.join(', ')}` : ''}`;
}

function startOpener(): string {
  const opener = JSON.stringify(browserFile('opener.ts'));
  return `import { start as startSearch } from ${opener};\nimport searchAddress from 'search:open';\nstartSearch(searchAddress);`;
}

/** A file of what the reader's browser gets, as an import names it. */
function browserFile(name: string): string {
  return fileURLToPath(new URL(`./browser/${name}`, import.meta.url)).replaceAll('\\', '/');
}
