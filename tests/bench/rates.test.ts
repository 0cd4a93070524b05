import { describe, expect, test } from 'vitest';
import { atLeast } from '../../scripts/bench/finding.ts';
import type { Row } from '../../scripts/bench/goals.ts';
import { judgeCards } from '../../scripts/bench/rates.ts';

const row = (project: string, wall: number, build: Row['build'] = 'cold'): Row => ({
  corpus: 'mdx',
  project,
  title: project,
  build,
  cost: { wall, user: 0, system: 0, memory: 0, others: 0 },
  runs: 1,
});
const all = [row('none', 2), row('byline', 4), row('byline', 2.2, 'warm'), row('a', 12), row('b', 7)];
const found = (rows: readonly Row[], drawn: number | null = 0) =>
  Object.fromEntries(
    judgeCards(rows, { cards: 200, drawn }).map(({ measure, value, holds }) => [measure, [value, holds]]),
  );
const TIMES = 'og/byline/cold/rate ÷ the faster other';

describe('what is promised of share images', () => {
  test('is held against the faster other, without what the pages take', () => {
    expect(found(all)).toMatchObject({
      [TIMES]: [2.5, true],
      'og/byline/cold/rate': [100, null],
      'og/a/cold/rate': [20, null],
      'og/b/cold/rate': [40, null],
      'og/byline/warm/drawn': [0, true],
      'og/byline/warm/wall': [2.2, null],
    });
  });

  test.each([
    ['is broken by one that is nearly as fast', [...all.slice(0, 4), row('b', 4.5)], 0, TIMES, [1.25, false]],
    ['is broken by a card drawn again', all, 1, 'og/byline/warm/drawn', [1, false]],
    ['is open where an other is missing', all.slice(0, 4), 0, TIMES, [null, null]],
    ['is open where no time was taken', [row('none', 9), ...all.slice(1)], 0, TIMES, [null, null]],
    ['is open where a build said nothing', all, null, 'og/byline/warm/drawn', [null, null]],
  ] as const)('%s', (_, rows, drawn, measure, expected) => {
    expect(found(rows, drawn)[measure]).toEqual(expected);
  });
});

test.each([
  [2, 2, true],
  [2, 1.9996, true],
  [2, 1.999, false],
  [2, null, null],
])('at least %d, is %d', (limit, value, holds) => {
  expect(atLeast(limit, 'a', value, 'ratio')).toMatchObject({ goal: '≥ 2', holds });
});
