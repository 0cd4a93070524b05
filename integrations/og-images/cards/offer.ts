import { type CardPage, defineCard, type Easel, type Mark } from '../card.ts';
import { heading } from '../heading.ts';
import { besides, bodyRoom, centred, line, rectangle, sheet, signature } from '../sheet.ts';

/** An offer: what it is and what it is for, and on a band of the accent what it costs. */
export default defineCard({
  draw(page, easel) {
    const { format, palette } = easel;
    const eyebrow = page.label ?? '';
    const whole = bodyRoom(format);
    const band = { width: format.width, height: format.shape === 'wide' ? 108 : 132 };
    const y = format.height - band.height;
    const room = { ...whole, height: y - AIR - whole.y };
    return sheet(page, easel, {
      eyebrow,
      behind: [rectangle(band, palette.accent, { y })],
      body: centred(heading(page, easel, { eyebrow, room }), room),
      foot: price(page, easel, y + band.height / 2),
    });
  },
});

function price(page: CardPage, easel: Easel, middle: number): readonly Mark[] {
  const { accent, onAccent } = easel.palette;
  const { margin } = easel.format;
  const signed = signature(page, easel, { accent: onAccent, onAccent: accent, ink: onAccent, middle });
  const size = page.price === undefined ? 30 : 48;
  const width = bodyRoom(easel.format).width - signed.width - 40;
  const said = line(page.price ?? page.host, easel, { size, weight: 700, width, fill: onAccent });
  return [...besides(said, margin, middle), ...signed.marks];
}

/** Between the words and the band. */
const AIR = 24;
