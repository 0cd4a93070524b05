import { type Canvas, type CardPage, defineCard, type Mark } from '../card.ts';
import { fitting, heading } from '../heading.ts';
import { bodyRoom, centred, foot, rectangle, sheet } from '../sheet.ts';

/** A piece of work, in a frame: what it is, what it was made with. */
export default defineCard({
  draw(page, canvas) {
    const eyebrow = page.label ?? '';
    return sheet(page, canvas, {
      eyebrow,
      behind: [frame(canvas)],
      body: centred(heading(page, canvas, { eyebrow }), bodyRoom(canvas.format)),
      foot: foot(page, canvas, [stack(page, canvas)]),
    });
  },
});

function stack({ stack, host }: CardPage, canvas: Canvas): string {
  return stack.length === 0 ? host : fitting(stack, ' · ', canvas.format.width / 2, canvas);
}

function frame({ format: { width, height, margin }, palette }: Canvas): Mark {
  const inset = Math.round(margin * 0.42);
  const extent = { width: width - 2 * inset, height: height - 2 * inset };
  return rectangle(extent, 'none', { x: inset, y: inset, stroke: palette.rule });
}
