import { defineCard } from '../card.ts';
import { heading } from '../heading.ts';
import { bodyRoom, centred, foot, sheet } from '../sheet.ts';

/** Any other page: its title, what it says of itself, where it is. */
export default defineCard({
  draw(page, easel) {
    const eyebrow = page.label ?? '';
    const body = centred(heading(page, easel, { eyebrow, scale: 1.1 }), bodyRoom(easel.format));
    return sheet(page, easel, { eyebrow, body, foot: foot(page, easel, [page.host]) });
  },
});
