import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration } from 'astro';
import { isoDay } from '#domain';
import site from '#site';
import { unrepeatableCode } from './authors-code.ts';
import type { BuiltPage } from './cached-page.ts';
import { cachedPrerenderer } from './cached-prerenderer.ts';
import { forgetPages, pagesFolder, siteFolder, writePages } from './last-build.ts';
import { openPageStore } from './page-store.ts';
import { readRenderingCode } from './rendering-code.ts';
import { listenIn, saveRenderer } from './saved-renderer.ts';

export type { BuiltPage, CachedPage } from './cached-page.ts';
export { type LastBuild, openLastBuild } from './last-build.ts';

/**
 * Keeps rendered pages from build to build, and renders those that could have changed.
 *
 * @param marks finds the marks that stand for texts in the bundled content
 */
export default function pageCache({ marks }: { marks: RegExp }): AstroIntegration {
  let config: AstroConfig;
  return {
    name: 'byline:page-cache',
    hooks: {
      'astro:config:done': (done) => {
        config = done.config;
      },
      'astro:build:start': async ({ setPrerenderer, logger }) => {
        const site = fileURLToPath(new URL(siteFolder, config.cacheDir));
        await forgetPages(site);
        const changing = await unrepeatableCode(fileURLToPath(config.root));
        if (changing.length > 0) {
          logger.info(`every page is rendered: ${changing.join(', ')} may differ from run to run`);
          return;
        }
        const store = await openPageStore(fileURLToPath(new URL(pagesFolder, config.cacheDir)));
        const bundle = await bundleOf(config, marks);
        const listener = listenIn(bundle.folder);
        setPrerenderer((renderer) =>
          cachedPrerenderer(renderer, {
            store,
            onSetup: listener.start,
            readCode: () => readRenderingCode(bundle),
            onEnd: async ({ pages, rendered }) => {
              logger.info(describeRendered(rendered, pages.length));
              const inputs = listener.inputs();
              if (inputs === null || !isRebuildable(pages, config)) return;
              await saveRenderer(bundle.folder, inputs, site);
              await writePages(site, pages);
            },
          }),
        );
      },
    },
  };
}

/** `3 of 37 pages rendered, the others had not changed` */
function describeRendered(rendered: number, all: number): string {
  return `${rendered} of ${all} pages rendered${rendered < all ? ', the others had not changed' : ''}`;
}

/** Whether single pages can be built later: every page is the same at each run, and every integration supports it. */
function isRebuildable(pages: readonly BuiltPage[], { integrations }: AstroConfig): boolean {
  const canDo = integrations.every(
    ({ hooks }) => !('astro:build:done' in hooks) || 'byline:pages:changed' in hooks,
  );
  return canDo && pages.every(({ about }) => about !== null);
}

/** What could tell a page the time does so by the day: whatever asks the clock unseen is right tomorrow. */
async function bundleOf({ root, outDir }: AstroConfig, marks: RegExp) {
  const names = ['package-lock.json', 'package.json'].map((name) => join(fileURLToPath(root), name));
  const packages = await Promise.all(names.map((name) => readFile(name, 'utf8').catch(() => '')));
  return {
    folder: fileURLToPath(new URL('.prerender/', outDir)),
    marks,
    ours: outDir.href,
    rest: [process.version, isoDay(Date.now(), site.timeZone), ...packages],
  };
}
