import { afterEach, expect, test, vi } from 'vitest';
import { emojiFolder, openEmoji } from '../../integrations/og-images/emoji.ts';
import { openFontFiles } from '../../integrations/og-images/font-files.ts';
import { fontFolder } from '../../integrations/og-images/font-folder.ts';
import { fontsFrom } from '../../integrations/og-images/fonts.ts';
import { cardSize } from '../../integrations/og-images/format.ts';
import { loadCards } from '../../integrations/og-images/load-cards.ts';
import { type Sketcher, type Subject, sketcher } from '../../integrations/og-images/sketch.ts';
import {
  MANY,
  openSketchPool,
  type SketchPool,
  startThread,
  type Thread,
} from '../../integrations/og-images/sketch-pool.ts';
import { svgPen } from '../../integrations/og-images/svg.ts';
import { plainLook, somePage } from './studio.ts';

const titled = (title: string): Subject => ({ kind: 'post', page: { ...somePage, title } });
const broken: Subject = { kind: 'post', page: { ...somePage, lang: 'no language' } };

let pool: SketchPool;
afterEach(() => pool.close());

test('a thread draws what is drawn here, warmed or not', async () => {
  pool = openSketchPool(2, () => startThread(plainLook));
  pool.warm();
  const here = sketcher({
    cardFor: await loadCards(),
    fonts: fontsFrom(openFontFiles(fontFolder), openEmoji(emojiFolder)),
    look: plainLook,
    pen: svgPen(fontFolder),
  });
  const subjects = ['慢接口', 'and “Latin” 🎉', '㐂', '慢接口'].map(titled);
  const drawnBy = async ({ sketch }: Sketcher) =>
    Promise.all(
      subjects.map(async (subject) => {
        const { svg, missing } = await sketch(subject, cardSize);
        return { svg: Buffer.from(svg).toString(), missing };
      }),
    );
  expect(await drawnBy(pool)).toEqual(await drawnBy(here));
  expect(await pool.missingIn(titled('㐂'), cardSize)).toEqual(['㐂']);
});

test('a card that cannot be drawn fails alone', async () => {
  pool = openSketchPool(1, () => startThread(plainLook));
  const outcomes = await Promise.allSettled([
    pool.sketch(broken, cardSize),
    pool.sketch(titled('慢'), cardSize),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

test.each([
  [1, 3, 1],
  [MANY, 3, 1],
  [MANY + 1, 3, 2],
  [9 * MANY, 3, 3],
  [0, 3, 0],
])('%d cards, and at most %d threads: %d start', (cards, most, expected) => {
  const start = vi.fn(idle);
  pool = openSketchPool(most, start);
  for (let card = 0; card < cards; card += 1) pool.sketch(titled('慢'), cardSize);
  expect(start).toHaveBeenCalledTimes(expected);
});

test('a pool can be warmed before there is anything to draw', () => {
  const start = vi.fn(idle);
  pool = openSketchPool(3, start);
  pool.warm();
  pool.sketch(titled('慢'), cardSize);
  pool.warm();
  expect(start).toHaveBeenCalledTimes(1);
});

/** A thread that never gets anything done. */
function idle(): Thread {
  let given = 0;
  const take = () => {
    given += 1;
    return new Promise<never>(() => {});
  };
  return { waiting: () => given, sketch: take, missingIn: take, stop: async () => {} };
}
