import { type Box, defineCard, type Easel } from '../card.ts';
import { heading } from '../heading.ts';
import { bodyRoom, box, foot, sheet } from '../sheet.ts';

/** A series: a stack of sheets, the title on the first. */
export default defineCard({
  draw(page, easel) {
    const { width, height } = bodyRoom(easel.format);
    const room = { width: width - SHEETS * STEP, height };
    const eyebrow = page.label ?? '';
    return sheet(page, easel, {
      eyebrow,
      behind: stack(easel),
      body: heading(page, easel, { eyebrow, room }),
      foot: foot(page, easel, [page.count, page.host]),
    });
  },
});

/** Each sheet is a step smaller than the one under it. */
function stack({ format: { width, height }, palette }: Easel): Box[] {
  const edge = `2px solid ${palette.rule}`;
  const look = { position: 'absolute', left: 0, top: 0, borderRight: edge, borderBottom: edge };
  const sheets = Array.from({ length: SHEETS }, (_, index) => {
    const less = (index + 1) * STEP;
    return box({ ...look, width: width - less, height: height - less, backgroundColor: palette.paper });
  });
  return [box({ ...look, width, height, backgroundColor: palette.shade }), ...sheets];
}

const SHEETS = 3;
const STEP = 14;
