import { defineCard, type Easel } from '../card.ts';
import { fitting, heading } from '../heading.ts';
import { bodyRoom, box, foot, sheet } from '../sheet.ts';

/** A post: what it is about, its title as large as it goes, when it was written and how long it takes. */
export default defineCard({
  draw(page, easel) {
    const tags = page.tags.map((tag) => `#${tag}`);
    const eyebrow = fitting(tags, '   ', bodyRoom(easel.format).width, easel);
    const aside = page.series && `${page.series.name} ${page.series.part}/${page.series.total}`;
    return sheet(page, easel, {
      eyebrow,
      ...(aside === undefined ? {} : { aside }),
      behind: [spine(easel)],
      body: heading(page, easel, { eyebrow }),
      foot: foot(page, easel, [page.day, page.reading]),
    });
  },
});

function spine({ format: { height }, palette }: Easel) {
  return box({ position: 'absolute', left: 0, top: 0, width: 14, height, backgroundColor: palette.accent });
}
