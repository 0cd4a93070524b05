import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration } from 'astro';
import { isoDay } from '#domain';
import site from '#site';
import { unrepeatableCode } from './authors-code.ts';
import { cachedPrerenderer } from './cached-prerenderer.ts';
import { openPageStore } from './page-store.ts';
import { readRenderingCode } from './rendering-code.ts';

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
        const changing = await unrepeatableCode(fileURLToPath(config.root));
        if (changing.length > 0) {
          logger.info(`every page is rendered: ${changing.join(', ')} may differ from run to run`);
          return;
        }
        const store = await openPageStore(fileURLToPath(new URL('pages/', config.cacheDir)));
        const readCode = async () => readRenderingCode(await bundleOf(config, marks));
        const onEnd = ({ all, rendered }: { all: number; rendered: number }) =>
          logger.info(`${rendered} of ${all} pages rendered, the others had not changed`);
        setPrerenderer((renderer) => cachedPrerenderer(renderer, { store, readCode, onEnd }));
      },
    },
  };
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
