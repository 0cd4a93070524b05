import { afterEach, expect, test, vi } from 'vitest';
import { fontFolder } from '../../integrations/og-images/font-folder.ts';
import { type Sheet, svgPen } from '../../integrations/og-images/svg.ts';
import { MANY, openSvgPool, type SvgPool, type Thread } from '../../integrations/og-images/svg-pool.ts';
import { toTree } from '../../integrations/og-images/tree.ts';

const format = { shape: 'card', width: 1200, height: 630, margin: 76 } as const;
const line = { kind: 'words', x: 76, y: 300, size: 72, weight: 700, fill: '#123456' } as const;

function sheetOf(text: string, ids = ['chinese-simplified-400', 'chinese-simplified-700']): Sheet {
  const { root, pictures } = toTree([{ ...line, text }], format, 'zh');
  const fonts = ids.map((id) => ({ id, weight: id.endsWith('400') ? 400 : 700 }) as const);
  return { root, pictures, fonts, format, size: format };
}

let pool: SvgPool;
afterEach(() => pool.close());

test('a thread draws what is drawn here', async () => {
  pool = openSvgPool(2);
  const here = svgPen(fontFolder);
  const texts = ['慢接口', 'and “Latin”', '慢接口'];
  const drawn = await Promise.all(texts.map((text) => pool.draw(sheetOf(text))));
  expect(drawn).toEqual(await Promise.all(texts.map((text) => here(sheetOf(text)))));
});

test('a card that cannot be drawn fails alone', async () => {
  pool = openSvgPool(1);
  const outcomes = await Promise.allSettled([
    pool.draw(sheetOf('慢', ['no-such-font'])),
    pool.draw(sheetOf('慢')),
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
  let started = 0;
  pool = openSvgPool(most, () => {
    started += 1;
    return idle();
  });
  for (let card = 0; card < cards; card += 1) pool.draw(sheetOf('慢'));
  expect(started).toBe(expected);
});

test('a pool can be warmed before there is anything to draw', () => {
  const start = vi.fn(idle);
  pool = openSvgPool(3, start);
  pool.warm();
  pool.draw(sheetOf('慢'));
  pool.warm();
  expect(start).toHaveBeenCalledTimes(1);
});

/** A thread that never gets anything done. */
function idle(): Thread {
  let given = 0;
  return {
    waiting: () => given,
    draw() {
      given += 1;
      return new Promise(() => {});
    },
    stop: async () => {},
  };
}
