import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration, AstroIntegrationLogger } from 'astro';
import site from '#site';
import { authorFolders } from '../author-files/author-folders.ts';
import { type Covers, describeSummary, drawShareImages } from './build.ts';
import { type CardCache, openCache } from './cache.ts';
import { pageFetcher, shareImages } from './develop.ts';
import { type Drawer, drawer } from './draw.ts';
import { readFingerprint } from './fingerprint.ts';
import { readLook } from './look.ts';
import { openRasterPool } from './raster-pool.ts';
import { openSketchPool } from './sketch-pool.ts';
import { type TextReader, textFetcher, textReader } from './text-reader.ts';

export { icons } from './icons/index.ts';

/**
 * Draws the share image of every page from the tags of the page itself, and beside it the covers that are wanted.
 *
 * @param settings `covers` says which are
 */
export default function ogImages({ covers = async () => new Map() }: Settings = {}): AstroIntegration {
  let config: AstroConfig;
  let opened: OpenDrawer | undefined;
  let isBuild = false;
  return {
    name: 'og-images',
    hooks: {
      'astro:config:setup': ({ command }) => {
        isBuild = command === 'build';
      },
      'astro:config:done': async (done) => {
        config = done.config;
        if (isBuild) opened = await setUp(config, { isBuild });
      },
      'astro:server:setup': async ({ server, logger }) => {
        opened = await setUp(config);
        const { drawing } = opened;
        const fetchPage = pageFetcher(() => addressOf(server.httpServer?.address()), site);
        const warn = (message: string) => logger.warn(message);
        const wanted = () => covers(textFetcher(fetchPage));
        server.middlewares.use(shareImages({ fetchPage, ...drawing, covers: wanted, site, warn }));
      },
      'astro:server:done': () => opened?.close(),
      'astro:build:done': async ({ dir, logger }) => {
        opened ??= await setUp(config);
        const wanted = () => covers(textReader(dir));
        await drawAll(opened, { dir, root: config.root, covers: wanted, logger });
        await opened.cache.prune(KEPT_UNUSED);
      },
      'byline:pages:changed': async ({ dir, dist, root, cacheDir, logger }) => {
        const changed = await setUp({ root, cacheDir, publicDir: publicFolder(root) });
        const wanted = () => covers(textReader(dir, dist));
        await drawAll(changed, { dir, root, covers: wanted, logger });
        return undefined;
      },
    },
  };
}

/** Draws for the pages of a folder, says what was done, and closes the drawer. */
async function drawAll(
  { drawing, close }: OpenDrawer,
  { dir, covers, logger, ...project }: Wanted,
): Promise<void> {
  const [dist, root] = [fileURLToPath(dir), fileURLToPath(project.root)];
  const { draw } = drawing;
  try {
    const job = { dist, root, site, covers: await covers(), draw };
    const summary = await drawShareImages(job);
    for (const warning of summary.warnings) logger.warn(warning);
    logger.info(describeSummary(summary));
  } finally {
    await close();
  }
}

async function setUp(
  { cacheDir, root, publicDir }: Folders,
  { isBuild = false }: { isBuild?: boolean } = {},
): Promise<OpenDrawer> {
  const cache = await openCache(fileURLToPath(new URL('og-images/', cacheDir)), Date.now);
  const look = await readLook({ root, publicDir, avatar: site.author.avatar });
  const processors = availableParallelism();
  // Pixels take as long as paths. Where all cards will have to be drawn, threads start with the build: pages are not
  // built on every processor.
  const extent = { most: Math.ceil(processors / 2), isWarm: isBuild && cache.isEmpty && processors > 1 };
  const sketcher = openSketchPool(look, extent);
  const raster = openRasterPool(extent);
  const fingerprint = await readFingerprint();
  const close = async () => {
    await Promise.all([sketcher.close(), raster.close()]);
  };
  return { drawing: drawer({ sketcher, toPng: raster.toPng, cache, fingerprint, look }), cache, close };
}

function publicFolder(root: URL): URL {
  return new URL(`${authorFolders(fileURLToPath(root)).public}/`, root);
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
  /**
   * The sizes each share image is wanted in besides its own. `readText` reads a text by its path on the site, from the
   * build or from the development server. @default none
   */
  readonly covers?: (readText: TextReader) => Promise<Covers>;
}

type Folders = Pick<AstroConfig, 'cacheDir' | 'root' | 'publicDir'>;

interface Wanted {
  readonly dir: URL;
  readonly root: URL;
  readonly covers: () => Promise<Covers>;
  readonly logger: Pick<AstroIntegrationLogger, 'info' | 'warn'>;
}

interface OpenDrawer {
  readonly drawing: Drawer;
  readonly cache: CardCache;
  readonly close: () => Promise<void>;
}
