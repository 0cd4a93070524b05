import { defineCard } from '../card.ts';
import { heading } from '../heading.ts';
import { bodyRoom, centred, foot, sheet } from '../sheet.ts';

/** Any other page: its title, what it says of itself, where it is. */
export default defineCard({
  draw(page, canvas) {
    const eyebrow = page.label ?? '';
    const body = centred(heading(page, canvas, { eyebrow, scale: 1.1 }), bodyRoom(canvas.format));
    return sheet(page, canvas, { eyebrow, body, foot: foot(page, canvas, [page.host]) });
  },
});
