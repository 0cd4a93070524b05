import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration } from 'astro';
import type { CoverSize } from '#domain';
import site from '#site';
import { describeSummary, drawShareImages } from './build.ts';
import { type CardCache, openCache } from './cache.ts';
import { pageFetcher, shareImages } from './develop.ts';
import { type Drawer, drawer } from './draw.ts';
import { readFingerprint } from './fingerprint.ts';
import { readLook } from './look.ts';
import { openSketchPool, type SketchPool, startThread } from './sketch-pool.ts';

/**
 * Draws the share image of every page from the tags of the page itself, and covers of every post.
 *
 * @param settings `covers` are the sizes posts are drawn in besides, as the channels want them
 */
export default function ogImages({ covers = [] }: Settings = {}): AstroIntegration {
  let config: AstroConfig;
  let studio: Studio | undefined;
  return {
    name: 'og-images',
    hooks: {
      'astro:config:done': (done) => {
        config = done.config;
      },
      'astro:server:setup': async ({ server, logger }) => {
        studio = await setUp(config);
        const { drawing } = studio;
        const fetchPage = pageFetcher(() => addressOf(server.httpServer?.address()));
        const warn = (message: string) => logger.warn(message);
        const { timeZone } = site;
        server.middlewares.use(shareImages({ fetchPage, ...drawing, covers, timeZone, warn }));
      },
      'astro:server:done': () => studio?.pool.close(),
      'astro:build:start': async () => {
        studio = await setUp(config);
        // All cards will have to be drawn, and pages are not built on every processor.
        if (studio.cache.isEmpty && availableParallelism() > 1) studio.pool.warm();
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { drawing, cache, pool } = studio ?? (await setUp(config));
        const [dist, root] = [fileURLToPath(dir), fileURLToPath(config.root)];
        const { origin } = new URL(site.url);
        const job = { dist, root, origin, timeZone: site.timeZone, covers, draw: drawing.draw };
        logger.info(describeSummary(await drawShareImages(job).finally(pool.close)));
        await cache.prune(KEPT_UNUSED);
      },
      'byline:pages:changed': async ({ dir, root, cacheDir, logger }) => {
        const { drawing, pool } = await setUp({ root, cacheDir, publicDir: new URL('public/', root) });
        const [dist, project] = [fileURLToPath(dir), fileURLToPath(root)];
        const { origin } = new URL(site.url);
        const job = { dist, root: project, origin, timeZone: site.timeZone, covers, draw: drawing.draw };
        logger.info(describeSummary(await drawShareImages(job).finally(pool.close)));
        return undefined;
      },
    },
  };
}

async function setUp({ cacheDir, root, publicDir }: Folders): Promise<Studio> {
  const cache = await openCache(fileURLToPath(new URL('og-images/', cacheDir)), Date.now);
  const look = await readLook({ root, publicDir, avatar: site.author.avatar });
  // As many processors are left for what becomes of a drawing: its raster takes longer still.
  const pool = openSketchPool(Math.ceil(availableParallelism() / 2), () => startThread(look));
  const fingerprint = await readFingerprint();
  return { drawing: drawer({ sketcher: pool, cache, fingerprint, look }), cache, pool };
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

interface Settings {
  readonly covers?: readonly CoverSize[];
}

type Folders = Pick<AstroConfig, 'cacheDir' | 'root' | 'publicDir'>;

interface Studio {
  readonly drawing: Drawer;
  readonly cache: CardCache;
  readonly pool: SketchPool;
}
