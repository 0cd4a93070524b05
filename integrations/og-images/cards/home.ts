import { type Box, type CardPage, defineCard, type Easel } from '../card.ts';
import { heading } from '../heading.ts';
import { above, box, line, seal, sheet } from '../sheet.ts';

/** The home page: who it is, by a large seal. */
export default defineCard({
  draw(page, easel) {
    const { format, palette } = easel;
    const width = format.width - 2 * format.margin;
    const height = format.height - 2 * format.margin - FOOT;
    const words = { size: 28, width, color: palette.soft };
    return sheet(page, easel, {
      top: box({}),
      body: [introduction(page, easel, { width, height })],
      foot: box({ height: FOOT, alignItems: 'flex-end', ...above }, [line(page.host, easel, words)]),
    });
  },
});

/** The seal stands beside the words where there is no height for it above them. */
function introduction(page: CardPage, easel: Easel, room: Room): Box {
  const isWide = easel.format.shape === 'wide';
  const size = isWide ? 180 : 124;
  const left = isWide
    ? { width: room.width - size - BESIDE, height: room.height }
    : { width: room.width, height: room.height - size - OVER };
  const stamp = seal(page.author ?? page.siteName, easel, { ...easel.palette, size });
  const words = box({ flexDirection: 'column' }, heading(page, easel, { room: left }));
  const gap = box(isWide ? { width: BESIDE } : { height: OVER });
  const place = isWide ? { alignItems: 'center' } : { flexDirection: 'column' };
  return box(place, [stamp, gap, words]);
}

const FOOT = 48;
const BESIDE = 56;
const OVER = 34;

interface Room {
  readonly width: number;
  readonly height: number;
}
