import { defineCard } from '../card.ts';
import { fitting, heading } from '../heading.ts';
import { bodyRoom, centred, foot, rectangle, sheet } from '../sheet.ts';

/** A post: what it is about, its title as large as it goes, when it was written and how long it takes. */
export default defineCard({
  draw(page, canvas) {
    const { format, palette } = canvas;
    const room = bodyRoom(format);
    const tags = page.tags.map((tag) => `#${tag}`);
    const eyebrow = fitting(tags, '   ', room.width, canvas);
    const aside = page.series && `${page.series.name} ${page.series.part}/${page.series.total}`;
    return sheet(page, canvas, {
      eyebrow,
      ...(aside === undefined ? {} : { aside }),
      behind: [rectangle({ width: SPINE, height: format.height }, palette.accent)],
      body: centred(heading(page, canvas, { eyebrow }), room),
      foot: foot(page, canvas, [page.day, page.reading]),
    });
  },
});

const SPINE = 14;
