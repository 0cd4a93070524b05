import { expect, test } from 'vitest';
import { attribute } from '../../integrations/attribution/attribute.ts';
import { defineModel } from '../../integrations/attribution/model.ts';
import { conversion, journey, offers } from './builders.ts';

const model = (weigh: (index: number) => number) =>
  defineModel({ title: 'Test', about: 'For a test.', weigh: (_step, index) => weigh(index) });
const linear = model(() => 1);
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

test('a conversion nothing led to is direct and no post’s', () => {
  const lead = conversion({ earned: yuan(5) });
  expect(attribute([{ conversion: lead, steps: [] }], linear, offers)).toEqual([
    {
      conversion: lead.id,
      offer: 'consulting',
      post: null,
      channel: 'direct',
      share: 1,
      earned: yuan(5),
      expected: null,
    },
  ]);
});

test('money that does not divide goes to the largest remainders, the earlier first', () => {
  const credits = attribute([journey(['a', 'b', 'c'], { earned: yuan(100) })], linear, offers);
  expect(credits.map(({ earned }) => earned?.amount)).toEqual([34, 33, 33]);
});

const worths = [
  { kind: 'lead', offer: 'consulting', expected: yuan(100_00) },
  { kind: 'ad-click', offer: 'hosting', expected: yuan(50) },
  { kind: 'course-sale', offer: 'course', expected: yuan(300_00) },
  { kind: 'course-click', offer: 'course', expected: null },
  { kind: 'lead', offer: 'withdrawn', expected: null },
] as const;

test.each(worths)('a $kind on $offer is expected to bring $expected', ({ kind, offer, expected }) => {
  const [credit] = attribute([journey(['a'], { kind, offer })], linear, offers);
  expect(credit).toMatchObject({ earned: null, expected });
});

test('what came in replaces what was expected', () => {
  const [credit] = attribute([journey(['a'], { earned: yuan(7) })], linear, offers);
  expect(credit).toMatchObject({ earned: yuan(7), expected: null });
});

const odd = [
  { name: 'steps that all weigh nothing share alike', weigh: () => 0, shares: [1 / 3, 1 / 3, 1 / 3] },
  { name: 'weights whose sum is no number still share', weigh: () => 1e308, shares: [1 / 3, 1 / 3, 1 / 3] },
  { name: 'weights need not add up to 1', weigh: (index: number) => index * 2, shares: [0, 1 / 3, 2 / 3] },
];

test.each(odd)('$name', ({ weigh, shares }) => {
  const credits = attribute([journey(['a', 'b', 'c'])], model(weigh), offers);
  for (const [index, share] of shares.entries()) expect(credits[index]?.share).toBeCloseTo(share, 12);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('a weight of %d is the model’s bug', (weight) => {
  expect(() =>
    attribute(
      [journey(['a'])],
      model(() => weight),
      offers,
    ),
  ).toThrow(`“Test” weighs a step ${weight}`);
});
