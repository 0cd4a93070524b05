import { type CardCache, cacheKey, digest } from './cache.ts';
import { cardSize, type Size } from './format.ts';
import type { Look } from './look.ts';
import type { toPng } from './png.ts';
import type { Sketcher, Subject } from './sketch.ts';

/**
 * Draws a page's cards, or takes them from the cache. A card without a character is not kept, so that each build says
 * what is left out.
 */
export function drawer({ sketcher, toPng, cache, fingerprint, ...settings }: DrawerSettings): Drawer {
  const look = digest(JSON.stringify(settings.look));
  return {
    async draw({ kind, page }, size = cardSize) {
      const key = cacheKey({ kind, page, size, look, fingerprint });
      const kept = await cache.read(key);
      if (kept !== null) return { png: kept, fromCache: true, missing: [] };
      const { svg, missing } = await sketcher.sketch({ kind, page }, size);
      const png = await toPng({ svg, size });
      if (missing.length === 0) await cache.write(key, png);
      return { png, fromCache: false, missing };
    },
    missingIn: ({ kind, page }, size = cardSize) => sketcher.missingIn({ kind, page }, size),
  };
}

export interface Drawer {
  /** @param size @default 1200 × 630 */
  draw(subject: Subject, size?: Size): Promise<Drawn>;
  /** Characters of a card that nothing here draws, found without drawing it. */
  missingIn(subject: Subject, size?: Size): Promise<readonly string[]>;
}

export interface Drawn {
  readonly png: Buffer;
  readonly fromCache: boolean;
  /** Characters of the page that nothing here draws; the PNG is without them. */
  readonly missing: readonly string[];
}

interface DrawerSettings {
  readonly sketcher: Sketcher;
  readonly toPng: typeof toPng;
  readonly cache: CardCache;
  /** Of all that decides how a card comes out besides its page and the look. */
  readonly fingerprint: string;
  readonly look: Look;
}
