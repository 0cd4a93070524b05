import { type Canvas, defineCard, type Mark } from '../card.ts';
import { heading } from '../heading.ts';
import { bodyRoom, centred, foot, rectangle, sheet } from '../sheet.ts';

/** A series: a stack of sheets, the title on the first. */
export default defineCard({
  draw(page, canvas) {
    const eyebrow = page.label ?? '';
    const whole = bodyRoom(canvas.format);
    const room = { ...whole, width: whole.width - SHEETS * STEP };
    return sheet(page, canvas, {
      eyebrow,
      behind: stack(canvas),
      body: centred(heading(page, canvas, { eyebrow, room }), room),
      foot: foot(page, canvas, [page.count, page.host]),
    });
  },
});

/** Each sheet is a step smaller than the one under it; its left and top edges are beyond the card's. */
function stack({ format: { width, height }, palette }: Canvas): Mark[] {
  const sheets = Array.from({ length: SHEETS }, (_, index) => {
    const less = (index + 1) * STEP;
    const extent = { width: width - less + BEYOND, height: height - less + BEYOND };
    return rectangle(extent, palette.paper, { x: -BEYOND, y: -BEYOND, stroke: palette.rule });
  });
  return [rectangle({ width, height }, palette.shade), ...sheets];
}

const SHEETS = 3;
const STEP = 14;
const BEYOND = 4;
