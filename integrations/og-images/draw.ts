import { type CardCache, cacheKey, digest } from './cache.ts';
import type { Fonts } from './fonts.ts';
import { cardSize, formatFor, type Size } from './format.ts';
import type { Look } from './look.ts';
import type { PageTags } from './page-tags.ts';
import { toPng } from './png.ts';
import type { Pen, Sheet } from './svg.ts';
import type { Templates } from './templates.ts';
import { toTree } from './tree.ts';
import { typesetter } from './typeset.ts';

/** Draws a page's cards, or takes them from the cache. A card that lacks a glyph is never kept. */
export function drawer(studio: Studio): Drawer {
  const { templates, cache } = studio;
  const look = digest(JSON.stringify(studio.look));
  return {
    async draw({ kind, page }, size = cardSize) {
      const key = cacheKey({ kind, page, size, look, fingerprint: templates.fingerprint });
      const kept = await cache.read(key);
      if (kept !== null) return { png: kept, fromCache: true, missing: [] };
      const { sheet, missing } = compose(studio, { kind, page }, size);
      const png = await toPng(await studio.pen(sheet));
      if (missing.length === 0) await cache.write(key, png);
      return { png, fromCache: false, missing };
    },
    missingIn: (subject, size = cardSize) => compose(studio, subject, size).missing,
  };
}

function compose({ templates, fonts, look }: Studio, { kind, page }: Subject, size: Size): Composed {
  const { lang } = page;
  const format = formatFor(size);
  const marks = templates.cardFor(kind).draw(page, {
    ...look,
    format,
    set: typesetter(lang, fonts.measure),
    measure: (text, style) => fonts.measure(text, { ...style, lang }),
  });
  const { missing, pictures: emoji, ...cover } = fonts.cover(marks.filter((mark) => mark.kind === 'words'));
  const { root, pictures } = toTree(marks, format, lang);
  return { sheet: { root, ...cover, pictures: { ...emoji, ...pictures }, format, size }, missing };
}

export interface Drawer {
  /** @param size @default 1200 × 630 */
  draw(subject: Subject, size?: Size): Promise<Drawn>;
  /** Characters of a card that nothing here draws, without drawing it. */
  missingIn(subject: Subject, size?: Size): readonly string[];
}

/** What a card is of. */
export type Subject = Pick<PageTags, 'kind' | 'page'>;

export interface Drawn {
  readonly png: Buffer;
  readonly fromCache: boolean;
  /** Characters nothing here draws; the PNG shows a box for each. */
  readonly missing: readonly string[];
}

interface Studio {
  readonly templates: Templates;
  readonly fonts: Fonts;
  readonly cache: CardCache;
  readonly look: Look;
  readonly pen: Pen;
}

interface Composed {
  readonly sheet: Sheet;
  readonly missing: readonly string[];
}
