import { describe, expect, test } from 'vitest';
import {
  decimalAmount,
  formatMoney,
  type Money,
  minorDigits,
  moneyForm,
  moneySchema,
  parseMoney,
  splitAmount,
} from '#domain';

describe('money as an author writes it', () => {
  test.each([
    ['1999.00 CNY', { amount: 199_900, currency: 'CNY' }],
    ['CNY 1,999', { amount: 199_900, currency: 'CNY' }],
    ['  1,234,567.5   USD ', { amount: 123_456_750, currency: 'USD' }],
    ['0.5 USD', { amount: 50, currency: 'USD' }],
    ['0 EUR', { amount: 0, currency: 'EUR' }],
    ['500 JPY', { amount: 500, currency: 'JPY' }],
    ['12,000 JPY', { amount: 12_000, currency: 'JPY' }],
    ['1.234 KWD', { amount: 1234, currency: 'KWD' }],
    ['1,234.000 KWD', { amount: 1_234_000, currency: 'KWD' }],
  ])('%s', (text, money) => expect(parseMoney(text)).toEqual(money));

  const FORM = 'money with its currency, such as “1999.00 CNY”';
  test.each([
    ['1999', ''],
    ['', ''],
    ['plenty', ''],
    ['¥1999', ''],
    ['¥1,999', ''],
    ['-3 CNY', ''],
    ['+3 CNY', ''],
    ['1e3 CNY', ''],
    ['0x10 CNY', ''],
    ['.5 CNY', ''],
    ['5. CNY', ''],
    ['12 XXQ', ''],
    ['99999999999999999 CNY', ''],
    ['49,90 EUR', '; did you mean “49.90 EUR”?'],
    ['EUR 49,9', '; did you mean “49.9 EUR”?'],
    ['1999,00 CNY', '; did you mean “1999.00 CNY”?'],
    ['1 999,00 EUR', '; did you mean “1999.00 EUR”?'],
    ['1\u202f999,00 EUR', '; did you mean “1999.00 EUR”?'],
    ['1.999,00 EUR', '; did you mean “1999.00 EUR”?'],
    ["1'999.00 CHF", '; did you mean “1999.00 CHF”?'],
    ['1.999 CNY', '; did you mean “1999 CNY”?'],
    ['１，９９９ CNY', '; did you mean “1999 CNY”?'],
    ['1，999.00 CNY', '; did you mean “1999.00 CNY”?'],
    ['¥1,999 CNY', '; did you mean “1999 CNY”?'],
    ['1999 cny', '; did you mean “1999 CNY”?'],
    ['1999CNY', '; did you mean “1999 CNY”?'],
    [', CNY', '; a comma stands only between groups of three digits'],
    [',,, CNY', '; a comma stands only between groups of three digits'],
    ['12,34,567 INR', '; a comma stands only between groups of three digits'],
    ['1,2345 CNY', '; a comma stands only between groups of three digits'],
    ['1234,567 CNY', '; a comma stands only between groups of three digits'],
    ['0,999 USD', '; a comma stands only between groups of three digits'],
    ['1,500 KWD', '; a comma stands only between groups of three digits, and KWD has three decimals'],
    ['5.5 JPY', '; JPY has no decimals'],
    ['1.2345 KWD', '; KWD has at most 3 decimals'],
    ['1.9999 CNY', '; CNY has at most 2 decimals'],
  ])('“%s” is refused with the form to write', (text, hint) => {
    expect(parseMoney(text)).toBeNull();
    expect(moneyForm(text)).toBe(FORM + hint);
    expect(moneySchema.safeParse(text).error?.issues[0]?.message).toBe(`expected ${FORM}${hint}`);
  });

  test('what one country writes is never read as another amount', () => {
    const countries = [
      'en',
      'de',
      'fr',
      'de-CH',
      'de-AT',
      'en-IN',
      'es',
      'pt-BR',
      'sv',
      'pl',
      'ja',
      'zh',
      'fa',
    ];
    const read = { same: 0, refused: 0 };
    for (const { amount, currency } of someMoney()) {
      const digits = minorDigits(currency);
      const value = amount / 10 ** digits;
      for (const country of countries) {
        const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
        const written = new Intl.NumberFormat(country, decimals).format(value);
        const money = parseMoney(`${written} ${currency}`);
        read[money === null ? 'refused' : 'same'] += 1;
        if (money !== null) expect([written, money]).toEqual([written, { amount, currency }]);
      }
    }
    expect(read.same).toBeGreaterThan(1000);
    expect(read.refused).toBeGreaterThan(1000);
  });

  test('what was written for machines or for English readers is read as it was', () => {
    for (const money of someMoney()) {
      const digits = minorDigits(money.currency);
      const plain = decimalAmount(money);
      const [whole = '', fraction] = plain.split('.');
      const grouped =
        whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
      expect(parseMoney(`${plain} ${money.currency}`)).toEqual(money);
      expect(parseMoney(`${money.currency} ${grouped}`), `${grouped} with ${digits}`).toEqual(money);
    }
  });

  test('what is offered in place of a refused text is money itself', () => {
    const texts = [
      '1',
      '12',
      '999',
      '1000',
      '49,9',
      '49,90',
      '1.000',
      '1.000,5',
      '1,000,00',
      '0,5',
      '00',
      '1 000',
    ];
    for (const number of texts)
      for (const currency of ['CNY', 'JPY', 'KWD', 'eur', ' usd'])
        for (const text of [`${number} ${currency}`, `${currency}${number}`]) {
          const [, meant] = /did you mean “(.+)”/.exec(moneyForm(text)) ?? [];
          if (meant !== undefined) expect([text, meant, parseMoney(meant)]).not.toContain(null);
        }
  });

  test('a currency has its own minor unit', () => {
    expect(['CNY', 'JPY', 'KWD'].map(minorDigits)).toEqual([2, 0, 3]);
    // Intl says 0 of the first two.
    expect(['HUF', 'PKR', 'ISK', 'UGX', 'CLF'].map(minorDigits)).toEqual([2, 2, 0, 0, 4]);
    expect(formatMoney({ amount: 1999_50, currency: 'HUF' }, 'en')).toBe('HUF\u00a01,999.50');
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

/** Amounts of every length in currencies with no, two and three decimals: the same ones in each run. */
function* someMoney(): Generator<Money> {
  for (const currency of ['CNY', 'EUR', 'USD', 'INR', 'JPY', 'KWD'])
    for (let seed = 1; seed <= 150; seed += 1) {
      const length = 10 ** (1 + (seed % 9));
      yield { amount: Math.floor(Math.abs(Math.sin(seed * 12.9898)) * length), currency };
    }
}
