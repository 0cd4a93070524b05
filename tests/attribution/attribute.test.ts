import { expect, test } from 'vitest';
import { attribute } from '../../integrations/attribution/attribute.ts';
import { intervals } from '../../integrations/attribution/intervals.ts';
import { defineModel } from '../../integrations/attribution/model.ts';
import linear from '../../integrations/attribution/models/linear.ts';
import markov from '../../integrations/attribution/models/markov.ts';
import { type Case, normalise } from '../../integrations/attribution/shares.ts';
import { NOW } from './builders.ts';

const weighing = (weigh: (index: number) => number) =>
  defineModel({ title: 'Test', about: 'For a test.', weigh: (_touch, index) => weigh(index) });

function caseOf(keys: readonly string[], own: Partial<Case> = {}): Case {
  const touches = keys.map((key, index) => ({ at: NOW + index, key }));
  const path = keys.length === 0 ? null : { touches, end: NOW };
  const once = { conversions: 1, leads: 0, won: 0, claimed: 0, money: [], expected: [] };
  return { path, nowhere: 'unknown', ...once, ...own };
}

const flow = (before: number, after: number, currency = 'CNY') => ({ currency, before, after });
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

test('money that does not divide goes to the largest remainders, the earlier first', () => {
  const credits = attribute([caseOf(['a', 'b', 'c'], { money: [flow(0, 100)] })], linear, null);
  expect(credits.map(({ earned }) => earned)).toEqual([[yuan(34)], [yuan(33)], [yuan(33)]]);
});

test('what a period adds is the difference to what came before', () => {
  const credits = attribute([caseOf(['a', 'b', 'c'], { money: [flow(100, 50)] })], linear, null);
  expect(credits.map(({ earned }) => earned[0]?.amount)).toEqual([-17, -16, -17]);
});

test('money of several currencies stays apart', () => {
  const credits = attribute([caseOf(['a', 'b'], { money: [flow(0, 3), flow(0, 5, 'USD')] })], linear, null);
  expect(credits.map(({ earned }) => earned)).toEqual([
    [yuan(2), { amount: 3, currency: 'USD' }],
    [yuan(1), { amount: 2, currency: 'USD' }],
  ]);
});

test('money of a conversion before the period counts, and no conversion', () => {
  const [credit] = attribute([caseOf(['a'], { conversions: 0, money: [flow(0, 7)] })], linear, null);
  expect(credit).toMatchObject({ key: 'a', conversions: 0, earned: [yuan(7)] });
});

test('a sharing model gives odd cents once, not one for each conversion', () => {
  const cases = Array.from({ length: 100 }, () => caseOf(['a', 'b'], { money: [flow(0, 1)] }));
  const earned = attribute(cases, markov, null).map((credit) => credit.earned[0]?.amount);
  expect(earned).toEqual([50, 50]);
});

test.each([
  { name: 'touches that all weigh nothing share alike', weigh: () => 0, shares: [1 / 3, 1 / 3, 1 / 3] },
  { name: 'weights whose sum is no number still share', weigh: () => 1e308, shares: [1 / 3, 1 / 3, 1 / 3] },
  { name: 'weights need not add up to 1', weigh: (index: number) => index * 2, shares: [0, 1 / 3, 2 / 3] },
])('$name', ({ weigh, shares }) => {
  const credits = attribute([caseOf(['a', 'b', 'c'])], weighing(weigh), null);
  for (const [index, share] of shares.entries()) expect(credits[index]?.conversions).toBeCloseTo(share, 12);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('a weight of %d is the model’s bug', (weight) => {
  const work = () =>
    attribute(
      [caseOf(['a'])],
      weighing(() => weight),
      null,
    );
  expect(work).toThrow(`“Test” weighs a touch ${weight}`);
});

test('a path of 130,000 touches is shared like any other', () => {
  const long = caseOf(Array.from({ length: 130_000 }, (_, index) => (index % 2 === 0 ? 'a' : 'b')));
  const credits = attribute([long], linear, null);
  expect(credits.map(({ key, conversions }) => [key, Math.round(conversions * 1e9) / 1e9])).toEqual([
    ['a', 0.5],
    ['b', 0.5],
  ]);
  expect(normalise(Array.from({ length: 200_000 }, () => 1))[0]).toBeCloseTo(1 / 200_000, 15);
});

test('above a thousand cases the interval is worked out, and is what samples would give', () => {
  const cases = (count: number) =>
    Array.from({ length: count }, (_, index) => caseOf(index % 4 === 0 ? ['a'] : ['a', 'b']));
  const drawn = intervals(cases(1000), linear, null, 3).keys.get('b') ?? [0, 0];
  const worked = intervals(cases(1001), linear, null, 3).keys.get('b') ?? [0, 0];
  // 750 halves: 375, and 1.645 times the root of 187.5.
  expect(worked[0]).toBeCloseTo(352.7, 0);
  expect(worked[1]).toBeCloseTo(397.8, 0);
  expect(Math.abs(drawn[0] - worked[0])).toBeLessThan(8);
  expect(Math.abs(drawn[1] - worked[1])).toBeLessThan(8);
  expect(intervals(cases(1001), markov, null, 3).keys.size).toBe(0);
});

test.each([
  { name: 'weighing', model: linear },
  { name: 'sharing', model: markov },
])(
  'the interval of a $name model holds the figure, is the same each time, and is wider for fewer',
  ({ model }) => {
    const cases = [...Array(40).fill(caseOf(['a'])), ...Array(20).fill(caseOf(['a', 'b'])), caseOf([])];
    const { keys, total } = intervals(cases, model, null, 1);
    expect(intervals(cases, model, null, 1)).toEqual({ keys, total });
    for (const { key, conversions } of attribute(cases, model, null)) {
      const [low = 0, high = 0] = keys.get(key) ?? [];
      expect([key, low <= conversions, conversions <= high]).toEqual([key, true, true]);
    }
    expect(total[0]).toBeLessThan(61);
    expect(total[1]).toBeGreaterThan(61);
    const few = intervals(cases.slice(35), model, null, 1).keys.get('a') ?? [0, 0];
    const many = keys.get('a') ?? [0, 0];
    const relative = ([low, high]: readonly [number, number]) => (high - low) / (high + low);
    expect(relative(few)).toBeGreaterThan(relative(many));
  },
);
