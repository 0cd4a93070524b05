import { describe, expect, test } from 'vitest';
import { keepRecorded } from '../../integrations/attribution/keep-recorded.ts';
import { readSales } from '../../integrations/attribution/sales-file.ts';
import { startCollector } from './collector/collector.ts';

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

describe('a file from a shop', () => {
  const readFrom = (source: string, text: string, own = {}) =>
    readSales(text, { file: 's.csv', source, offers, timeZone: 'Asia/Shanghai', currency: 'CNY', ...own });
  const shown = ({ sales, problems }: ReturnType<typeof readSales>) => [
    ...sales.map(({ entries, refunded }) => {
      const [entry] = entries;
      return [entry?.offer, entry?.money.amount, entry?.externalId, refunded?.amount];
    }),
    ...problems.map(({ message, place }) => [place?.line, message]),
  ];

  test.each([
    {
      source: 'xiaoetong',
      text: [
        '订单号,商品名称,订单原价（元）,实付金额（元）,订单状态,退款金额（元）,支付时间',
        "'o_1,可靠的后端,299.00,199.00,已支付,0.00,2026-11-01 10:00:00",
        'o_2,可靠的后端,299.00,199.00,部分退款,99.50,2026-11-02 10:00:00',
        'o_3,可靠的后端,299.00,0.00,待支付,,2026-11-02 11:00:00',
      ],
      found: [
        ['course', 199_00, 'o_1', 0],
        ['course', 199_00, 'o_2', 99_50],
      ],
    },
    {
      source: 'netease',
      text: [
        '订单编号,课程名称,课程价格,实际支付金额,交易状态,支付时间',
        '2026110112,可靠的后端,299,199,交易成功,2026/11/1 9:30',
        '2026110113,可靠的后端,299,199,全额退款,2026/11/1 9:40',
        '2026110114,可靠的后端,299,199,交易关闭,2026/11/1 9:50',
      ],
      found: [
        ['course', 199_00, '2026110112', undefined],
        ['course', 199_00, '2026110113', 199_00],
      ],
    },
    {
      source: 'zsxq',
      text: [
        '交易时间,交易类型,星球名称,交易金额（元）,实际收入（元）,交易单号',
        '2026-11-01 09:30:00,加入星球,可靠的后端,199.00,159.20,8811',
        '2026-11-01 09:31:00,加入星球,别人的星球,199.00,159.20,8812',
      ],
      found: [
        ['course', 159_20, '8811', undefined],
        [3, 'there is no offer “别人的星球”'],
      ],
    },
  ])('$source is read by its own headings', ({ source, text, found }) => {
    expect(shown(readFrom(source, text.join('\r\n')))).toEqual(found);
  });

  test('nobody knows is read by the headings and names in the settings', () => {
    const text = 'Purchased At,Course,Earnings,Rate\n2026-11-01,Backends 101,20.00 USD,7.12\n';
    const own = {
      headings: { date: ['Purchased At'], offer: ['Course'], amount: ['Earnings'] },
      names: { 'Backends 101': 'course' },
    };
    const [sale] = readFrom('teachable', text, own).sales;
    expect(sale?.entries).toMatchObject([
      { offer: 'course', money: { amount: 20_00, currency: 'USD' }, rate: 7.12 },
    ]);
  });

  test('that names no offer has the one it is given', () => {
    expect(shown(readFrom('csv', 'date,amount\n2026-11-01,5\n', { usual: 'book' }))[0]?.slice(0, 2)).toEqual([
      'book',
      5_00,
    ]);
  });
});

test('a file that is read again after more was given back adds the difference', async () => {
  const collector = await startCollector();
  const keep = async (refunded: string) => {
    const text = `id,date,offer,amount,refunded\no-1,2026-11-01,course,199,${refunded}\n`;
    const isNew = [];
    for (const sale of read(text).sales) isNew.push(await keepRecorded(collector.store, sale));
    const amounts = (await collector.store.entriesOf('csv:o-1')).map(({ money }) => money.amount);
    return [isNew, amounts];
  };
  expect(await keep('0')).toEqual([[true], [199_00]]);
  expect(await keep('99.50')).toEqual([[true], [199_00, -99_50]]);
  expect(await keep('99.50')).toEqual([[false], [199_00, -99_50]]);
  const [, amounts = []] = await keep('199');
  expect(amounts).toHaveLength(3);
  expect((amounts as number[]).reduce((sum, amount) => sum + amount, 0)).toBe(0);
  await collector.close();
});
