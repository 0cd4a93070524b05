import { type Box, type CardPage, defineCard, type Easel } from '../card.ts';
import type { Format } from '../format.ts';
import { heading } from '../heading.ts';
import { above, bodyRoom, box, line, sheet, signature } from '../sheet.ts';

/** An offer: what it is and what it is for, and on a band of the accent what it costs. */
export default defineCard({
  draw(page, easel) {
    const eyebrow = page.label ?? '';
    const { width, height } = bodyRoom(easel.format);
    const raised = bandOf(easel.format) / 2 - FOOT / 2 + AIR;
    const room = { width, height: height + lowered(easel.format) - raised };
    return sheet(page, easel, {
      eyebrow,
      behind: [band(easel)],
      body: [...heading(page, easel, { eyebrow, room }), box({ height: raised })],
      foot: price(page, easel),
    });
  },
});

function band({ format, palette }: Easel): Box {
  const height = bandOf(format);
  const place = { position: 'absolute', left: 0, top: format.height - height, width: format.width, height };
  return box({ ...place, backgroundColor: palette.accent });
}

function price(page: CardPage, easel: Easel): Box {
  const { accent, onAccent } = easel.palette;
  const signed = signature(page, easel, { accent: onAccent, onAccent: accent, ink: onAccent });
  const style = { size: page.price === undefined ? 30 : 48, weight: 700, color: onAccent } as const;
  const width = bodyRoom(easel.format).width - signed.width - 40;
  const place = { height: FOOT, marginBottom: -lowered(easel.format), ...above };
  return box({ ...place, alignItems: 'center', justifyContent: 'space-between' }, [
    line(page.price ?? page.host, easel, { ...style, width }),
    signed.box,
  ]);
}

/** How tall the band is. */
function bandOf({ shape }: Format): number {
  return shape === 'wide' ? 108 : 132;
}

/** How much deeper the foot is than on other sheets, to be in the middle of the band. */
function lowered(format: Format): number {
  return format.margin + FOOT / 2 - bandOf(format) / 2;
}

const FOOT = 72;
const AIR = 24;
