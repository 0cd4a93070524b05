import { describe, expect, test } from 'vitest';
import { formatMoney, minorDigits, parseMoney, splitAmount } from '#domain';

describe('money as an author writes it', () => {
  test.each([
    ['1999.00 CNY', { amount: 199_900, currency: 'CNY' }],
    ['CNY 1,999', { amount: 199_900, currency: 'CNY' }],
    ['0.5 USD', { amount: 50, currency: 'USD' }],
    ['500 JPY', { amount: 500, currency: 'JPY' }],
    ['1.234 KWD', { amount: 1234, currency: 'KWD' }],
  ])('%s', (text, money) => expect(parseMoney(text)).toEqual(money));

  test.each(['1999', '¥1999', '5.5 JPY', '1.999 CNY', '12 XXQ', '-3 CNY', '99999999999999999 CNY', ''])(
    '“%s” is not money',
    (text) => expect(parseMoney(text)).toBeNull(),
  );

  test('a currency has its own minor unit', () => {
    expect(['CNY', 'JPY', 'KWD'].map(minorDigits)).toEqual([2, 0, 3]);
  });

  test.each([
    [{ amount: 199_900, currency: 'CNY' }, 'zh-CN', '¥1,999'],
    [{ amount: 199_950, currency: 'CNY' }, 'zh-CN', '¥1,999.50'],
    [{ amount: 500, currency: 'JPY' }, 'en', '¥500'],
  ])('%o is shown to a reader of %s as %s', (money, lang, shown) =>
    expect(formatMoney(money, lang)).toBe(shown),
  );
});

describe('splitting an amount', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [0.4, 0.2, 0.4], [40, 20, 40]],
    [1, [1, 1], [1, 0]],
    [10, [0, 0], [5, 5]],
    [0, [3, 4], [0, 0]],
    [7, [], []],
  ])('%i by %j is %j', (amount, weights, parts) => expect(splitAmount(amount, weights)).toEqual(parts));

  test('no unit is made or lost, whatever the weights', () => {
    for (let seed = 1; seed < 500; seed += 1) {
      const weights = Array.from({ length: (seed % 9) + 1 }, (_, index) =>
        Math.abs(Math.sin(seed * (index + 1))),
      );
      const amount = (seed * 7919) % 100_003;
      const parts = splitAmount(amount, weights);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
    }
  });
});
