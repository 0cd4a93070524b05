import { type Box, type CardPage, defineCard, type Easel } from '../card.ts';
import { fitting, heading } from '../heading.ts';
import { box, foot, sheet } from '../sheet.ts';

/** A piece of work, in a frame: what it is, what it was made with. */
export default defineCard({
  draw(page, easel) {
    const eyebrow = page.label ?? '';
    return sheet(page, easel, {
      eyebrow,
      behind: [frame(easel)],
      body: heading(page, easel, { eyebrow }),
      foot: foot(page, easel, [stack(page, easel)]),
    });
  },
});

function stack({ stack, host }: CardPage, easel: Easel): string {
  return stack.length === 0 ? host : fitting(stack, ' · ', easel.format.width / 2, easel);
}

function frame({ format: { width, height, margin }, palette }: Easel): Box {
  const inset = Math.round(margin * 0.42);
  const place = {
    position: 'absolute',
    left: inset,
    top: inset,
    width: width - 2 * inset,
    height: height - 2 * inset,
  };
  return box({ ...place, border: `2px solid ${palette.rule}` });
}
