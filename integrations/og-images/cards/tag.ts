import { type Box, defineCard, type Easel } from '../card.ts';
import { heading } from '../heading.ts';
import { box, foot, sheet } from '../sheet.ts';

/** A tag: its name, and how many posts have it, before a `#` in the shade. */
export default defineCard({
  draw(page, easel) {
    const plain = { ...page, description: '' };
    const eyebrow = page.label ?? '';
    return sheet(page, easel, {
      eyebrow,
      behind: [hash(easel)],
      body: heading(plain, easel, { eyebrow, scale: 1.5 }),
      foot: foot(page, easel, [page.count, page.host]),
    });
  },
});

function hash({ format: { shape, width, height, margin }, palette }: Easel): Box {
  const size = Math.min(height, width) * (shape === 'square' ? 0.5 : 0.86);
  const top = shape === 'square' ? margin : (height - size) / 2;
  const sign = { fontSize: size, fontWeight: 700, lineHeight: 1, color: palette.shade };
  return box({ position: 'absolute', right: margin, top, height: size, ...sign }, '#');
}
