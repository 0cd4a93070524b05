import { defineCard } from '../card.ts';
import { fitting, heading } from '../heading.ts';
import { bodyRoom, centred, foot, rectangle, sheet } from '../sheet.ts';

/** A post: what it is about, its title as large as it goes, when it was written and how long it takes. */
export default defineCard({
  draw(page, easel) {
    const { format, palette } = easel;
    const room = bodyRoom(format);
    const tags = page.tags.map((tag) => `#${tag}`);
    const eyebrow = fitting(tags, '   ', room.width, easel);
    const aside = page.series && `${page.series.name} ${page.series.part}/${page.series.total}`;
    return sheet(page, easel, {
      eyebrow,
      ...(aside === undefined ? {} : { aside }),
      behind: [rectangle({ width: SPINE, height: format.height }, palette.accent)],
      body: centred(heading(page, easel, { eyebrow }), room),
      foot: foot(page, easel, [page.day, page.reading]),
    });
  },
});

const SPINE = 14;
