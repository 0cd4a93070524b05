import { afterEach, expect, test } from 'vitest';
import { emojiFolder, openEmoji } from '../../integrations/og-images/emoji.ts';
import { openFontFiles } from '../../integrations/og-images/font-files.ts';
import { fontsFrom } from '../../integrations/og-images/fonts.ts';
import { cardSize } from '../../integrations/og-images/format.ts';
import { loadCards } from '../../integrations/og-images/load-cards.ts';
import { type Sketcher, type Subject, sketcher } from '../../integrations/og-images/sketch.ts';
import { openSketchPool, type SketchPool } from '../../integrations/og-images/sketch-pool.ts';
import { svgPen } from '../../integrations/og-images/svg.ts';
import { plainLook, somePage } from './drawing-kit.ts';

const titled = (title: string): Subject => ({ kind: 'post', page: { ...somePage, title } });
const broken: Subject = { kind: 'post', page: { ...somePage, lang: 'no language' } };

let pool: SketchPool;
afterEach(() => pool.close());

test.each([false, true])('a thread draws what is drawn here; warmed: %s', async (isWarm) => {
  pool = openSketchPool(plainLook, { most: 2, isWarm });
  const here = sketcher({
    cardFor: await loadCards(),
    fonts: fontsFrom(openFontFiles(), openEmoji(emojiFolder)),
    look: plainLook,
    pen: svgPen(),
  });
  const subjects = ['慢接口', 'and “Latin” 🎉', '㐂', '慢接口'].map(titled);
  const drawnBy = async ({ sketch }: Sketcher) =>
    Promise.all(subjects.map((subject) => sketch(subject, cardSize)));
  expect(await drawnBy(pool)).toEqual(await drawnBy(here));
  expect(await pool.missingIn(titled('㐂'), cardSize)).toEqual(['㐂']);
});

test('a card that cannot be drawn fails alone', async () => {
  pool = openSketchPool(plainLook, { most: 1 });
  const outcomes = await Promise.allSettled([
    pool.sketch(broken, cardSize),
    pool.sketch(titled('慢'), cardSize),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});
