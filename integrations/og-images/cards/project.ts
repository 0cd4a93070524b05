import { type CardPage, defineCard, type Easel, type Mark } from '../card.ts';
import { fitting, heading } from '../heading.ts';
import { bodyRoom, centred, foot, rectangle, sheet } from '../sheet.ts';

/** A piece of work, in a frame: what it is, what it was made with. */
export default defineCard({
  draw(page, easel) {
    const eyebrow = page.label ?? '';
    return sheet(page, easel, {
      eyebrow,
      behind: [frame(easel)],
      body: centred(heading(page, easel, { eyebrow }), bodyRoom(easel.format)),
      foot: foot(page, easel, [stack(page, easel)]),
    });
  },
});

function stack({ stack, host }: CardPage, easel: Easel): string {
  return stack.length === 0 ? host : fitting(stack, ' · ', easel.format.width / 2, easel);
}

function frame({ format: { width, height, margin }, palette }: Easel): Mark {
  const inset = Math.round(margin * 0.42);
  const extent = { width: width - 2 * inset, height: height - 2 * inset };
  return rectangle(extent, 'none', { x: inset, y: inset, stroke: palette.rule });
}
