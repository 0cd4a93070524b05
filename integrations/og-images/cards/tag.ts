import { type Canvas, defineCard, type Words } from '../card.ts';
import { heading } from '../heading.ts';
import { bodyRoom, centred, foot, sheet } from '../sheet.ts';

/** A tag: its name, and how many posts have it, before a `#` in the shade. */
export default defineCard({
  draw(page, canvas) {
    const eyebrow = page.label ?? '';
    const named = heading({ ...page, description: '' }, canvas, { eyebrow, scale: 1.5 });
    return sheet(page, canvas, {
      eyebrow,
      behind: [hash(canvas)],
      body: centred(named, bodyRoom(canvas.format)),
      foot: foot(page, canvas, [page.count, page.host]),
    });
  },
});

/** On a square sheet it is small and at the top, where no title is. */
function hash({ format, palette, measure }: Canvas): Words {
  const { shape, width, height, margin } = format;
  const style = { size: Math.min(height, width) * (shape === 'square' ? 0.5 : 0.86), weight: 700 } as const;
  const middle = shape === 'square' ? margin + style.size / 2 : height / 2;
  const place = { x: width - margin - measure('#', style), y: middle + style.size * 0.37 };
  return { kind: 'words', text: '#', ...style, ...place, fill: palette.shade };
}
