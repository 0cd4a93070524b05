import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration } from 'astro';
import site from '#site';
import { describeSummary, drawShareImages } from './build.ts';
import { type CardCache, openCache } from './cache.ts';
import { pageFetcher, shareImages } from './develop.ts';
import { type Draw, drawer } from './draw.ts';
import { fontFolder, openFontFiles } from './font-files.ts';
import { fontsFrom } from './fonts.ts';
import { loadTemplates } from './templates.ts';

export { missingFinder } from './find-missing.ts';

/** Draws the share image of every page from the Open Graph tags of the page itself. */
export default function ogImages(): AstroIntegration {
  let config: AstroConfig;
  return {
    name: 'og-images',
    hooks: {
      'astro:config:done': (done) => {
        config = done.config;
      },
      'astro:server:setup': async ({ server, logger }) => {
        const { draw } = await setUp(config);
        const fetchPage = pageFetcher(() => addressOf(server.httpServer?.address()));
        const warn = (message: string) => logger.warn(message);
        server.middlewares.use(shareImages({ fetchPage, draw, timeZone: site.timeZone, warn }));
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { draw, cache } = await setUp(config);
        const [dist, root] = [fileURLToPath(dir), fileURLToPath(config.root)];
        const { origin } = new URL(site.url);
        logger.info(
          describeSummary(await drawShareImages({ dist, root, origin, timeZone: site.timeZone, draw })),
        );
        await cache.prune(KEPT_UNUSED);
      },
    },
  };
}

async function setUp({ cacheDir }: AstroConfig): Promise<{ draw: Draw; cache: CardCache }> {
  const cache = await openCache(fileURLToPath(new URL('og-images/', cacheDir)), Date.now);
  const fonts = fontsFrom(openFontFiles(fontFolder));
  return { draw: drawer({ templates: await loadTemplates(), fonts, cache }), cache };
}

/** The development server's own address: never the `Host` a request claims. */
function addressOf(address: string | { address: string; port: number } | null | undefined): string {
  if (address === null || address === undefined || typeof address === 'string') return 'http://localhost';
  const host = address.address.includes(':') ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

const DAY = 86_400_000;

/** How long a card that builds no longer use is kept: drafts and branches come back. */
const KEPT_UNUSED = 30 * DAY;
