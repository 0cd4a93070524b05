import { type Canvas, type CardPage, defineCard, type Mark } from '../card.ts';
import { heading } from '../heading.ts';
import { besides, bodyRoom, centred, line, rectangle, sheet, signature } from '../sheet.ts';

/** An offer: what it is and what it is for, and on a band of the accent what it costs. */
export default defineCard({
  draw(page, canvas) {
    const { format, palette } = canvas;
    const eyebrow = page.label ?? '';
    const whole = bodyRoom(format);
    const band = { width: format.width, height: format.shape === 'wide' ? 108 : 132 };
    const y = format.height - band.height;
    const room = { ...whole, height: y - AIR - whole.y };
    return sheet(page, canvas, {
      eyebrow,
      behind: [rectangle(band, palette.accent, { y })],
      body: centred(heading(page, canvas, { eyebrow, room }), room),
      foot: price(page, canvas, y + band.height / 2),
    });
  },
});

function price(page: CardPage, canvas: Canvas, middle: number): readonly Mark[] {
  const { accent, onAccent } = canvas.palette;
  const { margin } = canvas.format;
  const signed = signature(page, canvas, { accent: onAccent, onAccent: accent, ink: onAccent, middle });
  const size = page.price === undefined ? 30 : 48;
  const width = bodyRoom(canvas.format).width - signed.width - 40;
  const said = line(page.price ?? page.host, canvas, { size, weight: 700, width, fill: onAccent });
  return [...besides(said, margin, middle), ...signed.marks];
}

/** Between the words and the band. */
const AIR = 24;
