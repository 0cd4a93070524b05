import { defineCard } from '../card.ts';
import { box, colours, footWords, paragraph, sheet, textWidth } from '../sheet.ts';

const INDIGO = '#1f4b73';

/** An offer: what it is, what it is for, what it costs. */
export default defineCard({
  draw(page, set) {
    const title = set(page.title, {
      width: textWidth,
      weight: 700,
      balanced: true,
      steps: [
        { size: 84, lines: 1 },
        { size: 68, lines: 2 },
        { size: 56, lines: 3 },
      ],
    });
    const steps = [{ size: 34, lines: title.lines.length > 2 ? 1 : 3 }] as const;
    const about = set(page.description, { width: textWidth, weight: 400, steps });
    const body = [
      paragraph(title, 1.3, { color: INDIGO }),
      paragraph(about, 1.55, { color: colours.soft, marginTop: 24 }),
    ];
    return sheet(page, INDIGO, body, [footWords([page.author, page.host]), price(page.price)]);
  },
});

function price(text: string | undefined) {
  return box({ marginLeft: 'auto', fontSize: 34, fontWeight: 700, color: INDIGO }, text ?? '');
}
