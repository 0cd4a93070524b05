import { describe, expect, test } from 'vitest';
import { readSales } from '../../integrations/attribution/sales-file.ts';

const offers = [
  { id: 'course', title: '可靠的后端', kind: 'course' },
  { id: 'book', title: 'The Book', kind: 'course' },
  { id: 'hosting', title: 'Hosting', kind: 'ad' },
] as const;
const read = (text: string, source = 'csv') =>
  readSales(text, { file: 'sales.csv', source, offers, timeZone: 'Asia/Shanghai', currency: 'CNY' });

const told = (text: string) =>
  read(text).sales.flatMap(({ entries }) =>
    entries.map(({ at, offer, money, kind, externalId }) => [
      new Date(at).toISOString(),
      `${offer} ${money.amount} ${money.currency} ${kind} ${externalId}`,
    ]),
  );

describe('a file of sales', () => {
  test('is read by its headings, in English', () => {
    expect(told('Order ID,Date,Product,Amount\no-1,2026-11-01,book,"1,199.00 USD"\n')).toEqual([
      ['2026-10-31T16:00:00.000Z', 'book 119900 USD sale o-1'],
    ]);
  });

  test('and in Chinese, with a mark before the first heading, a time and a sign of the currency', () => {
    const text = '\ufeff订单号,支付时间,商品名称,实付金额\r\n90001,2026/11/2 09:30:00,可靠的后端,¥199.00\r\n';
    expect(told(text)).toEqual([['2026-11-01T16:00:00.000Z', 'course 19900 CNY sale 90001']]);
  });

  test('makes each a conversion without a journey, and says so', () => {
    const [sale] = read('id,date,offer,amount\no-1,2026-11-01,course,199').sales;
    expect(sale?.conversion).toMatchObject({
      id: 'csv:o-1',
      kind: 'sale',
      proof: 'recorded',
      journey: { gap: 'by-hand' },
    });
  });

  test('has refunds: a negative amount of the same order', () => {
    expect(told('id,date,offer,amount\no-1,2026-11-01,course,-99.50')).toEqual([
      ['2026-10-31T16:00:00.000Z', `course -9950 CNY refund o-1/refund/${Date.UTC(2026, 9, 31, 16)}`],
    ]);
  });

  test('has fees of sponsors, which are no conversions', () => {
    const [sale] = read('id,date,offer,amount\na-1,2026-11-01,hosting,3000').sales;
    expect(sale).toMatchObject({ entries: [{ conversion: null, kind: 'ad-fee', offer: 'hosting' }] });
    expect(sale).not.toHaveProperty('conversion');
  });

  test('without order ids knows its rows again, and two equal rows are two sales', () => {
    const text = 'date,offer,amount\n2026-11-01,course,199\n2026-11-01,course,199\n';
    const ids = (found: string) => read(found).sales.map(({ conversion }) => conversion?.id);
    expect(new Set(ids(text)).size).toBe(2);
    expect(ids(text)).toEqual(ids(text));
    expect(ids(`${text}2026-11-02,course,5\n`).slice(0, 2)).toEqual(ids(text));
  });

  test('tells of each row that does not fit, by its line, and takes the others', () => {
    const rows = [
      'id,date,offer,amount',
      'a,2026-11-01,course,199',
      'b,2026-02-30,course,199',
      'c,2026-11-01,curse,199',
      'd,2026-11-01,course,plenty',
      'e,2026-11-01,course,","',
      'f,2026-11-01,course',
      '',
      'g,2026-11-01,course,5',
    ];
    const { sales, problems } = read(rows.join('\n'));
    expect(sales.map(({ conversion }) => conversion?.id)).toEqual(['csv:a', 'csv:g']);
    expect(problems.map(({ message, place }) => [place?.line, message])).toEqual([
      [3, '“2026-02-30” is not a day'],
      [4, 'there is no offer “curse”'],
      [5, '“plenty” is not money'],
      [6, '“,” is not money'],
      [7, '“” is not money'],
    ]);
    expect(problems[1]?.hint).toContain('Did you mean “course”?');
  });

  test('that is no CSV says where', () => {
    const broken = () => read('id,date\n"a,2026-11-01\n');
    expect(broken).toThrow('this is not CSV');
  });
});
