import { expect, test } from 'vitest';
import { convertEntries, convertOn, readRates } from '../../integrations/attribution/rates.ts';
import { entry } from './builders.ts';

const file = 'day,currency,rate\n2026-11,USD,7.00\n2026-11-15,USD,7.20\n2026-11-01,JPY,0.05\n';
const rates = { rates: readRates(file, 'content/rates.csv'), currency: 'CNY', timeZone: 'Asia/Shanghai' };
const at = (day: number) => Date.UTC(2026, 10, day, 4);
const usd = (amount: number) => ({ amount, currency: 'USD' });
const shown = (...entries: Parameters<typeof entry>[0][]) =>
  convertEntries(entries.map(entry), rates).map(({ money }) => `${money.amount} ${money.currency}`);

test('a rate holds from its day on', () => {
  expect(shown({ at: at(1), money: usd(10_00) }, { at: at(20), money: usd(10_00) })).toEqual([
    '7000 CNY',
    '7200 CNY',
  ]);
  expect(convertOn(usd(10_00), at(14), rates)).toEqual({ amount: 70_00, currency: 'CNY' });
});

test('currencies without digits are converted by what they are worth', () => {
  expect(shown({ at: at(2), money: { amount: 1000, currency: 'JPY' } })).toEqual(['5000 CNY']);
});

test('the rate given with an entry goes first; without any it stays as it is', () => {
  expect(shown({ at: at(2), money: usd(10_00), rate: 6.5 })).toEqual(['6500 CNY']);
  const before = { at: Date.UTC(2026, 9, 1), money: usd(10_00) };
  expect(shown(before, { at: at(2), money: { amount: 5, currency: 'EUR' } })).toEqual(['1000 USD', '5 EUR']);
});

test('a full refund leaves nothing, whatever the rate of its own day', () => {
  const sale = { conversion: 'a', at: at(1), money: usd(19_99), kind: 'sale' } as const;
  const refund = { ...sale, at: at(20), money: usd(-19_99), kind: 'refund' } as const;
  expect(shown(sale, refund)).toEqual(['13993 CNY', '-13993 CNY']);
  const loose = { ...sale, conversion: null, externalId: 'o-1' };
  expect(shown(loose, { ...refund, conversion: null, externalId: 'o-1/refund/x' })).toEqual([
    '13993 CNY',
    '-13993 CNY',
  ]);
});

test.each([
  ['2026-13-77x,USD,7', 'day: expected a day such as 2026-11-01'],
  ['2026-11-01,XYZ,7', 'currency: expected an ISO 4217 currency such as CNY or USD'],
  ['2026-11-01,USD,seven', 'rate: expected a number such as 7.12'],
  ['2026-11-01,USD,0', 'rate: expected a number such as 7.12'],
])('a row that does not fit is told by its line: %s', (row, message) => {
  const place = { file: 'content/rates.csv', line: 3 };
  expect(() => readRates(`day,currency,rate\n2026-11,USD,7\n${row}\n`, 'content/rates.csv')).toThrow(
    expect.objectContaining({ message, place }),
  );
});
