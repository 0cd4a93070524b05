import { type CardPage, defineCard, type Easel, type Mark } from '../card.ts';
import { heading } from '../heading.ts';
import { centred, column, gap, line, type Piece, type Room, seal, sheet } from '../sheet.ts';

/** The home page: who it is, by a large seal. */
export default defineCard({
  draw(page, easel) {
    const { format, palette } = easel;
    const { width, height, margin } = format;
    const host = line(page.host, easel, { size: 28, width: width - 2 * margin, fill: palette.soft });
    const foot = host.at(margin, height - margin - host.height);
    const room = { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin - FOOT };
    const body = format.shape === 'wide' ? across(page, easel, room) : down(page, easel, room);
    return sheet(page, easel, { head: [], body, foot });
  },
});

/** The seal over the words. */
function down(page: CardPage, easel: Easel, room: Room): readonly Mark[] {
  const words = heading(page, easel, { room: { ...room, height: room.height - SMALL - OVER } });
  return centred(column([stamp(page, easel, SMALL), gap(OVER), words]), room);
}

/** The seal beside the words, where there is no height for both. */
function across(page: CardPage, easel: Easel, room: Room): readonly Mark[] {
  const beside = LARGE + BESIDE;
  const right = { ...room, x: room.x + beside, width: room.width - beside };
  const words = heading(page, easel, { room: right });
  return [...centred(stamp(page, easel, LARGE), room), ...centred(words, right)];
}

function stamp(page: CardPage, easel: Easel, size: number): Piece {
  const name = page.author ?? page.siteName;
  return { height: size, at: (x, y) => seal(name, easel, { ...easel.palette, x, y, size }) };
}

const FOOT = 56;
const SMALL = 112;
const OVER = 30;
const LARGE = 180;
const BESIDE = 56;
