import { AsyncLocalStorage } from 'node:async_hooks';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installRenderScope, renderForPrerender } from 'astro/app';
import { z } from 'zod';
import { readCacheFile } from '../build-cache/read-cache-file.ts';
import { writeWhole } from '../build-cache/write-whole.ts';
import { type BuiltPage, builtPageSchema, type CachedPage } from './cached-page.ts';
import { pageName } from './cached-prerenderer.ts';
import { answerWithPictures } from './known-pictures.ts';
import { openPageStore } from './page-store.ts';
import { cachedPageOf, renderRecorded } from './rendering.ts';
import { type BuildApp, openRenderer, type RouteData } from './saved-renderer.ts';

/** The pages of the last build, and the code that rendered them. */
export interface LastBuild {
  readonly pages: readonly BuiltPage[];
  /** Renders one of them again; null when that takes a whole build. */
  render(page: BuiltPage): Promise<CachedPage | null>;
  /** Overwrites the cached pages of the same names. */
  keep(pages: readonly { readonly page: BuiltPage; readonly kept: CachedPage }[]): Promise<void>;
}

/** The folder of the last build’s rendering code, below Astro's folder for caches. */
export const siteFolder = 'site/';

/** Writes the list of pages into {@link siteFolder}. */
export async function writePages(folder: string, pages: readonly BuiltPage[]): Promise<void> {
  await writeWhole(join(folder, PAGES), JSON.stringify(pages));
}

/** Deletes the list of pages: the build that begins replaces the rendering code. */
export async function forgetPages(folder: string): Promise<void> {
  await rm(join(folder, PAGES), { force: true });
}

/**
 * Opens the last build’s pages and rendering code.
 *
 * @param cacheDir Astro's folder for caches, absolute
 * @returns null when that build saved none
 */
export async function openLastBuild(cacheDir: string): Promise<LastBuild | null> {
  const folder = join(cacheDir, siteFolder);
  const pages = await readCacheFile(join(folder, PAGES), z.array(builtPageSchema));
  const app = pages === null ? null : await openRenderer(folder);
  if (pages === null || app === null) return null;
  const pictures = answerWithPictures(pages.flatMap(({ about }) => about?.pictures ?? []));
  installRenderScope(new AsyncLocalStorage());
  return {
    pages,
    render: async (page) => {
      const route = routeOf(page, app);
      if (route === undefined || page.about === null) return null;
      const kept = await renderAgain(app, page.url, route, page.about.fingerprint);
      // A whole build reports the error of a page.
      const isWell = kept?.about.status === page.about.status && !pictures.wasAsked();
      return isWell ? kept : null;
    },
    keep: async (changed) => {
      const store = await openPageStore(join(cacheDir, pagesFolder));
      await Promise.all(changed.map(({ page, kept }) => store.write(pageName(page), kept)));
      const about = new Map(changed.map(({ page, kept }) => [pageName(page), kept.about]));
      await writePages(
        folder,
        pages.map((page) => ({ ...page, about: about.get(pageName(page)) ?? page.about })),
      );
    },
  };
}

/** Where rendered pages are kept, below Astro's folder for caches. */
export const pagesFolder = 'pages/';

const PAGES = 'pages.json';

async function renderAgain(
  app: BuildApp,
  url: string,
  routeData: RouteData,
  fingerprint: string,
): Promise<CachedPage | null> {
  const renderer: Parameters<typeof renderRecorded>[0] = {
    render: (request, options) => renderForPrerender(app, request, options),
  };
  return cachedPageOf(await renderRecorded(renderer, new Request(url), { routeData }), fingerprint);
}

function routeOf({ component, route }: BuiltPage, { manifest }: BuildApp): RouteData | undefined {
  return manifest.routes
    .map(({ routeData }) => routeData)
    .find((data) => data.component === component && data.route === route);
}
