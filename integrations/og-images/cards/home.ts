import { type Canvas, type CardPage, defineCard, type Mark } from '../card.ts';
import { heading } from '../heading.ts';
import { centred, column, gap, line, type Piece, type Room, seal, sheet } from '../sheet.ts';

/** The home page: who it is, by a large seal. */
export default defineCard({
  draw(page, canvas) {
    const { format, palette } = canvas;
    const { width, height, margin } = format;
    const host = line(page.host, canvas, { size: 28, width: width - 2 * margin, fill: palette.soft });
    const foot = host.at(margin, height - margin - host.height);
    const room = { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin - FOOT };
    const body = format.shape === 'wide' ? across(page, canvas, room) : down(page, canvas, room);
    return sheet(page, canvas, { head: [], body, foot });
  },
});

/** The seal over the words. */
function down(page: CardPage, canvas: Canvas, room: Room): readonly Mark[] {
  const words = heading(page, canvas, { room: { ...room, height: room.height - SMALL - OVER } });
  return centred(column([stamp(page, canvas, SMALL), gap(OVER), words]), room);
}

/** The seal beside the words, where there is no height for both. */
function across(page: CardPage, canvas: Canvas, room: Room): readonly Mark[] {
  const beside = LARGE + BESIDE;
  const right = { ...room, x: room.x + beside, width: room.width - beside };
  const words = heading(page, canvas, { room: right });
  return [...centred(stamp(page, canvas, LARGE), room), ...centred(words, right)];
}

function stamp(page: CardPage, canvas: Canvas, size: number): Piece {
  const name = page.author ?? page.siteName;
  return { height: size, at: (x, y) => seal(name, canvas, { ...canvas.palette, x, y, size }) };
}

const FOOT = 56;
const SMALL = 112;
const OVER = 30;
const LARGE = 180;
const BESIDE = 56;
