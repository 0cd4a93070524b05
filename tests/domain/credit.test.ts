import { describe, expect, test } from 'vitest';
import { splitCumulative, splitSigned, sumMoney } from '#domain';

const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);

/** Numbers that look random, the same each run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

describe('signed amounts', () => {
  test.each([
    { amount: 100, parts: [34, 33, 33] },
    { amount: -100, parts: [-34, -33, -33] },
    { amount: 0, parts: [0, 0, 0] },
  ])('$amount by thirds', ({ amount, parts }) => expect(splitSigned(amount, [1, 1, 1])).toEqual(parts));
});

describe('amounts that come one after the other', () => {
  test.each([
    { name: 'a full refund leaves nothing', amounts: [100, -100], left: [0, 0, 0] },
    { name: 'a refund in two parts leaves nothing', amounts: [100, -33, -67], left: [0, 0, 0] },
    { name: 'half back leaves half', amounts: [100, -50], left: [17, 17, 16] },
    { name: 'small amounts are as one large one', amounts: [1, 1, 1, 1], left: [2, 1, 1] },
    { name: 'more back than came is owed', amounts: [10, -110], left: [-34, -33, -33] },
  ])('$name', ({ amounts, left }) => {
    const parts = splitCumulative(amounts, [1, 1, 1]);
    expect([0, 1, 2].map((index) => sum(parts.map((each) => each[index] ?? 0)))).toEqual(left);
  });

  test('add up to the minor unit, each and all, for any amounts and weights', () => {
    const random = numbers(7);
    const next = () => random.next().value;
    for (let round = 0; round < 500; round += 1) {
      const weights = Array.from({ length: 1 + Math.floor(next() * 6) }, () => next());
      const amounts = Array.from({ length: 1 + Math.floor(next() * 5) }, () =>
        Math.round((next() - 0.3) * 1e9),
      );
      const parts = splitCumulative(amounts, weights);
      expect(parts.map(sum)).toEqual(amounts);
      const refunded = splitCumulative([...amounts, -sum(amounts)], weights);
      const left = weights.map((_, index) => sum(refunded.map((each) => each[index] ?? 0)));
      expect(left.filter((part) => part !== 0)).toEqual([]);
    }
  });
});

test('money adds up by currency, the first one named first; nothing is left out but nothing', () => {
  const money = (amount: number, currency: string) => ({ amount, currency });
  expect(
    sumMoney([money(5, 'USD'), money(1, 'EUR'), money(2, 'CNY'), money(-1, 'EUR'), money(3, 'CNY')], 'CNY'),
  ).toEqual([money(5, 'CNY'), money(5, 'USD')]);
});
