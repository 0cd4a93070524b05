import { defineCard } from '../card.ts';
import { box, colours, footWords, paragraph, sheet, textWidth } from '../sheet.ts';

/** Any other page: its title, what it says of itself, where it is. */
export default defineCard({
  draw(page, set) {
    const title = set(page.title, {
      width: textWidth,
      weight: 700,
      balanced: true,
      steps: [
        { size: 104, lines: 1 },
        { size: 80, lines: 2 },
        { size: 60, lines: 3 },
      ],
    });
    const steps = [{ size: 34, lines: 3 }] as const;
    const about = set(page.description, { width: textWidth, weight: 400, steps });
    const body = [paragraph(title, 1.3, {}), paragraph(about, 1.6, { color: colours.soft, marginTop: 20 })];
    const host = box({ marginLeft: 'auto', fontSize: 26, color: colours.soft }, page.host);
    return sheet(page, colours.ink, body, [footWords([page.author]), host]);
  },
});
