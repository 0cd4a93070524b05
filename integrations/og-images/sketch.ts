import type { Card } from './card.ts';
import type { Fonts } from './fonts.ts';
import { formatFor, type Size } from './format.ts';
import { leaveOut } from './leave-out.ts';
import type { Look } from './look.ts';
import type { PageTags } from './page-tags.ts';
import type { Pen, Sheet } from './svg.ts';
import { toTree } from './tree.ts';
import { typesetter } from './typeset.ts';

/** Draws cards as SVG: what is where is decided, lines are set, fonts are found, and satori draws. */
export function sketcher(kit: Kit): Sketcher {
  return {
    async sketch(subject, size) {
      const { sheet, missing } = compose(kit, subject, size);
      return { svg: await kit.pen(sheet), missing };
    },
    missingIn: async (subject, size) => compose(kit, subject, size).missing,
  };
}

/** Composes a card of what can be drawn. A text that is cut may show more once a character is left out, hence again. */
function compose(kit: Kit, subject: Subject, size: Size): Composed {
  const composed = composeWhole(kit, subject, size);
  if (composed.missing.length === 0) return composed;
  const page = leaveOut(subject.page, composed.missing);
  if (JSON.stringify(page) === JSON.stringify(subject.page)) return composed;
  const { sheet, missing } = compose(kit, { ...subject, page }, size);
  return { sheet, missing: [...new Set([...composed.missing, ...missing])] };
}

function composeWhole({ cardFor, fonts, look }: Kit, { kind, page }: Subject, size: Size): Composed {
  const { lang } = page;
  const format = formatFor(size);
  const marks = cardFor(kind).draw(page, {
    ...look,
    format,
    set: typesetter(lang, fonts.measure),
    measure: (text, style) => fonts.measure(text, { ...style, lang }),
  });
  const { missing, pictures: emoji, ...cover } = fonts.cover(marks.filter((mark) => mark.kind === 'words'));
  const { root, pictures } = toTree(marks, format, lang);
  return { sheet: { root, ...cover, pictures: { ...emoji, ...pictures }, format, size }, missing };
}

export interface Sketcher {
  sketch(subject: Subject, size: Size): Promise<Sketch>;
  /** Characters of a card that nothing here draws, without drawing it. */
  missingIn(subject: Subject, size: Size): Promise<readonly string[]>;
}

/** What a card is of. */
export type Subject = Pick<PageTags, 'kind' | 'page'>;

export interface Sketch {
  readonly svg: string;
  /** Characters of the page that nothing here draws; they are left out. */
  readonly missing: readonly string[];
}

interface Kit {
  readonly cardFor: (kind: string) => Card;
  readonly fonts: Fonts;
  readonly look: Look;
  readonly pen: Pen;
}

interface Composed {
  readonly sheet: Sheet;
  readonly missing: readonly string[];
}
