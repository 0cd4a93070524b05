import { type CardCache, cacheKey } from './cache.ts';
import { textsIn } from './coverage.ts';
import type { Fonts } from './fonts.ts';
import type { PageTags } from './page-tags.ts';
import { renderCard } from './render.ts';
import type { Templates } from './templates.ts';
import { typesetter } from './typeset.ts';

/** Draws a page's card, or takes it from the cache. A card that lacks a glyph is never kept. */
export function drawer({ templates, fonts, cache }: Studio): Draw {
  return async ({ type, page }) => {
    const key = cacheKey({ type, page, fingerprint: templates.fingerprint });
    const kept = await cache.read(key);
    if (kept !== null) return { png: kept, fromCache: true, missing: [] };
    const tree = templates.cardFor(type).draw(page, typesetter(page.lang, fonts.measure));
    const covered = fonts.cover(textsIn(tree));
    const png = await renderCard(tree, covered.fonts);
    if (covered.missing.length === 0) await cache.write(key, png);
    return { png, fromCache: false, missing: covered.missing };
  };
}

export type Draw = (tags: Pick<PageTags, 'type' | 'page'>) => Promise<Drawn>;

export interface Drawn {
  readonly png: Buffer;
  readonly fromCache: boolean;
  /** Characters no font has; the PNG shows a box for each. */
  readonly missing: readonly string[];
}

interface Studio {
  readonly templates: Templates;
  readonly fonts: Fonts;
  readonly cache: CardCache;
}
