import { AsyncLocalStorage } from 'node:async_hooks';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installRenderScope, renderForPrerender } from 'astro/app';
import { z } from 'zod';
import { readKept } from '../build-cache/read-kept.ts';
import { writeWhole } from '../build-cache/write-whole.ts';
import { pageName } from './cached-prerenderer.ts';
import { type BuiltPage, builtPageSchema, type KeptPage } from './kept-page.ts';
import { type BuildApp, openRenderer, type RouteData } from './kept-renderer.ts';
import { answerWithPictures } from './known-pictures.ts';
import { openPageStore } from './page-store.ts';
import { keptPageOf, renderRecorded } from './rendering.ts';

/** The pages of the last build, and what rendered them. */
export interface KeptSite {
  readonly pages: readonly BuiltPage[];
  /** Renders one of them again; null when that takes a whole build. */
  render(page: BuiltPage): Promise<KeptPage | null>;
  /** Keeps pages in place of those of the same names. */
  keep(pages: readonly { readonly page: BuiltPage; readonly kept: KeptPage }[]): Promise<void>;
}

/** Where what rendered the last build is kept, below Astro's folder for caches. */
export const siteFolder = 'site/';

/** Says which pages there are, where {@link siteFolder} is. */
export async function writePages(folder: string, pages: readonly BuiltPage[]): Promise<void> {
  await writeWhole(join(folder, PAGES), JSON.stringify(pages));
}

/** Forgets what rendered the last build: what is about to be built will not be by it. */
export async function forgetPages(folder: string): Promise<void> {
  await rm(join(folder, PAGES), { force: true });
}

/**
 * Opens what rendered the last build.
 *
 * @param cacheDir Astro's folder for caches, absolute
 * @returns null when it was not kept
 */
export async function openKeptSite(cacheDir: string): Promise<KeptSite | null> {
  const folder = join(cacheDir, siteFolder);
  const pages = await readKept(join(folder, PAGES), z.array(builtPageSchema));
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
      // What went wrong in a page, a whole build says.
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
): Promise<KeptPage | null> {
  const renderer: Parameters<typeof renderRecorded>[0] = {
    render: (request, options) => renderForPrerender(app, request, options),
  };
  return keptPageOf(await renderRecorded(renderer, new Request(url), { routeData }), fingerprint);
}

function routeOf({ component, route }: BuiltPage, { manifest }: BuildApp): RouteData | undefined {
  return manifest.routes
    .map(({ routeData }) => routeData)
    .find((data) => data.component === component && data.route === route);
}
