import { describe, expect, test } from 'vitest';
import { type Conversion, type Entry, type ReportRow, unknownJourney } from '#domain';
import { carriersOf } from '../../integrations/attribution/carriers.ts';
import { createNaming } from '../../integrations/attribution/collector/sources.ts';
import type { CountSum } from '../../integrations/attribution/collector/store.ts';
import linear from '../../integrations/attribution/models/linear.ts';
import markov from '../../integrations/attribution/models/markov.ts';
import { renderModels, renderReport } from '../../integrations/attribution/render-report.ts';
import { type ReportInput, report } from '../../integrations/attribution/report.ts';
import { reportCsv } from '../../integrations/attribution/report-csv.ts';
import { conversion, entry, journey, NOW } from './builders.ts';

const DAY = 86_400_000;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const dollars = (amount: number) => ({ amount, currency: 'USD' });
const worth = yuan(100_00);

const conversions: readonly Conversion[] = [
  conversion({ id: 'won', worth, journey: journey(['dev.to', 'juejin.cn', 'dev']) }),
  conversion({ id: 'open', worth, journey: journey(['dev@on-dev', 'www.google.com']) }),
  conversion({ id: 'abroad', worth, journey: journey(['www.google.com']) }),
  conversion({
    ...{ id: 'click', offer: 'hosting', kind: 'ad-click', proof: 'claimed', worth: yuan(50) },
    journey: unknownJourney('gpc'),
  }),
];
const paid = (of: string, amount: Entry['money'], own: Partial<Entry> = {}) =>
  entry({ conversion: of, money: amount, ...own });

const sum = (own: Partial<CountSum>): CountSum => ({
  ...{ kind: 'view', post: null, source: null, offer: null, n: 1 },
  ...{ firstToday: 0, firstThisMonth: 0, firstOfPost: 0 },
  ...own,
});

const input: ReportInput = {
  from: NOW - 90 * DAY,
  to: NOW + 1,
  modelId: 'linear',
  model: linear,
  as: 'cash',
  currency: 'CNY',
  naming: createNaming({ dev: {} }),
  lookBack: 90 * DAY,
  conversions,
  ledger: {
    entries: [paid('won', yuan(100_00)), paid('abroad', dollars(20_00))],
    conversions: conversions.filter(({ id }) => ['won', 'abroad'].includes(id)),
  },
  counts: [
    sum({ post: 'on-dev.to', source: 'dev.to', n: 5, firstOfPost: 4, firstThisMonth: 3 }),
    sum({ post: 'on-dev.to', n: 2 }),
    sum({ post: 'on-www.google.com', source: 'www.google.com', n: 3, firstThisMonth: 3 }),
    sum({ post: 'unloved', source: 'v2ex.com' }),
    sum({ source: 'direct', n: 4 }),
    sum({ n: 6 }),
    sum({ kind: 'click', post: 'on-dev.to', offer: 'hosting' }),
    sum({ kind: 'seen', post: 'on-dev.to', offer: 'hosting', n: 9 }),
    sum({ kind: 'read', post: 'unloved' }),
  ],
  hops: [],
  states: new Map([
    ['won', 'won'],
    ['open', 'contacted'],
  ]),
  posts: new Map([
    ['on-dev.to', { title: 'On DEV', series: 'Channels', tags: ['a', 'b'] }],
    ['on-juejin.cn', { title: '掘金', series: 'Channels', tags: [] }],
  ]),
  kinds: new Map([
    ['consulting', 'consulting'],
    ['hosting', 'ad'],
  ]),
  carriers: new Map(),
  isPublished: (channel, post) => channel === 'dev' && post === 'on-dev',
};

const row = (rows: readonly ReportRow[], key: string) => rows.find((each) => each.key === key);
const shown = (rows: readonly ReportRow[]) =>
  rows.map(({ key, conversions: count, earned, expected }) => [key, count, earned, expected]);

describe('the fee for an ad', () => {
  const posts = new Map([
    ['on-dev.to', { title: 'On DEV', series: 'Channels', tags: ['a', 'b'], offers: [] }],
    ['on-www.google.com', { title: 'Google', series: undefined, tags: ['a'], offers: ['hosting'] }],
    ['unloved', { title: 'Unloved', series: undefined, tags: [] }],
  ]);
  const carriers = carriersOf(input.counts, posts, ['hosting', 'absent']);
  const fee = entry({ offer: 'hosting', money: yuan(100_01), kind: 'ad-fee' });
  const ledger = { entries: [fee], conversions: [] };
  const { rows, totals } = report({ ...input, conversions: [], ledger, posts, carriers });
  const money = (of: readonly ReportRow[]) =>
    of.flatMap(({ key, earned }) => (earned.length > 0 ? [[key, earned[0]?.amount]] : []));

  test('is of the posts that carried it, by their views and to the cent', () => {
    // Seven views where it was seen, three where the post names it.
    expect(carriers.get('hosting')).toEqual([
      { post: 'on-dev.to', views: 7 },
      { post: 'on-www.google.com', views: 3 },
    ]);
    expect(money(rows.post)).toEqual([
      ['on-dev.to', 70_01],
      ['on-www.google.com', 30_00],
    ]);
    expect(money(rows.series)).toEqual([
      ['Channels', 70_01],
      ['(none)', 30_00],
    ]);
    expect(money(rows.tag).reduce((sum, [, amount]) => sum + Number(amount), 0)).toBe(100_01);
  });

  test('is its offer’s whole, and of no channel', () => {
    expect([money(rows.offer), money(rows.channel)]).toEqual([[['hosting', 100_01]], [['unknown', 100_01]]]);
    expect(totals.earned).toEqual([yuan(100_01)]);
  });

  test('that no viewed post carried is of no post', () => {
    const nowhere = report({ ...input, conversions: [], ledger, posts, carriers: new Map() });
    expect(money(nowhere.rows.post)).toEqual([['unknown', 100_01]]);
  });
});

describe('credit', () => {
  const { rows, totals, gaps } = report(input);

  test('by post is over what was read', () => {
    expect(shown(rows.post)).toEqual([
      // ¥100 and an open lead, each by thirds and halves.
      ['on-dev.to', 0.333333333, [yuan(33_34)], []],
      ['on-dev', 0.333333333, [yuan(33_33)], []],
      ['on-juejin.cn', 0.333333333, [yuan(33_33)], []],
      ['on-www.google.com', 1.5, [dollars(20_00)], [yuan(50_00)]],
      ['on-dev@on-dev', 0.5, [], [yuan(50_00)]],
      ['unknown', 1, [], [yuan(50)]],
      ['(none)', 0, [], []],
      ['unloved', 0, [], []],
    ]);
  });

  test('by channel is over arrivals, under the names sources have now', () => {
    expect(shown(rows.channel)).toEqual([
      ['dev', 1.166666667, [yuan(66_67)], [yuan(50_00)]],
      ['juejin', 0.333333333, [yuan(33_33)], []],
      ['google', 1.5, [dollars(20_00)], [yuan(50_00)]],
      ['unknown', 1, [], [yuan(50)]],
      ['direct', 0, [], []],
      ['v2ex', 0, [], []],
    ]);
  });

  test('by offer is its own', () => {
    expect(shown(rows.offer)).toEqual([
      ['consulting', 3, [yuan(100_00), dollars(20_00)], [yuan(100_00)]],
      ['hosting', 1, [], [yuan(50)]],
    ]);
  });

  test('by offer is the same whatever the model', () => {
    const other = report({ ...input, model: markov, modelId: 'markov' });
    expect(shown(other.rows.offer)).toEqual(shown(rows.offer));
    expect(other.totals).toEqual(totals);
  });

  test('by series is over its posts; by tag in equal parts, to the cent', () => {
    expect(row(rows.series, 'Channels')).toMatchObject({ conversions: 0.666666667, earned: [yuan(66_67)] });
    expect(row(rows.tag, 'a')).toMatchObject({ conversions: 0.166666667, earned: [yuan(16_67)], views: 7 });
    expect(row(rows.tag, 'b')).toMatchObject({ conversions: 0.166666667, earned: [yuan(16_67)], views: 7 });
    expect(row(rows.tag, '(none)')).toMatchObject({ earned: [yuan(66_66), dollars(20_00)] });
  });

  test('by campaign is of links with one', () => {
    const campaigns = [conversion({ journey: journey(['letter#spring', 'letter#spring', 'dev']) })];
    const found = report({ ...input, conversions: campaigns }).rows.campaign;
    expect(row(found, 'spring')?.conversions).toBeCloseTo(2 / 3, 8);
    expect(row(found, '(none)')?.conversions).toBeCloseTo(1 / 3, 8);
  });

  test('by link is of links to offers, by offer and place; it is known where the ledger has the copy', () => {
    const steps = ['dev@hello~card.review', 'dev@never-sent~text.review', 'dev@hello'];
    const counts = [
      sum({ source: 'dev@hello~card.review', n: 7, firstThisMonth: 4 }),
      sum({ source: 'dev', n: 2 }),
    ];
    const own = { conversions: [conversion({ journey: journey(steps) })], counts };
    const isPublished = (channel: string, post: string) => channel === 'dev' && post === 'hello';
    const { rows: found } = report({ ...input, ...own, isPublished });
    const third = { conversions: 0.333333333 };
    expect(row(found.link, 'card.review')).toMatchObject({ ...third, views: 7, readers: 4, known: 1 });
    expect(row(found.link, 'text.review')).toMatchObject({ ...third, known: 0 });
    expect(row(found.link, '(none)')).toMatchObject({ ...third, views: 2 });
    expect(row(found.channel, 'dev')).toMatchObject({ conversions: 1, views: 9, known: 0.666666667 });
  });

  test('says where the links to offers stood, in both languages', () => {
    const own = { conversions: [conversion({ journey: journey(['dev@hello~card.review']) })] };
    const said = (lang: string) =>
      renderReport(report({ ...input, ...own }), { lang, by: 'link', title: 'Linear', timeZone: 'UTC' });
    expect(said('en')).toContain('review (in its card)');
    expect(said('zh')).toContain('review（卡片里）');
  });

  test('adds up to the whole in every dimension, and says what it rests on', () => {
    expect(totals).toMatchObject({
      ...{ views: 21, readers: 6, reads: 1, seen: 9, clicks: 1, leads: 3, won: 1, conversions: 4 },
      ...{ claimed: 0.25, known: 0.75, earned: [yuan(100_00), dollars(20_00)], expected: [yuan(100_50)] },
    });
    expect(gaps).toEqual({ gpc: 1 });
    for (const of of Object.values(rows)) {
      const cents = of.flatMap(({ earned }) => earned).filter(({ currency }) => currency === 'CNY');
      expect(cents.reduce((all, { amount }) => all + amount, 0)).toBe(100_00);
    }
  });

  test('says of a channel which of its touches came by links the site knows', () => {
    // Three by a referrer or the channel's name, and one by a copy that the ledger has.
    expect(row(rows.channel, 'dev')?.known).toBe(1);
    const forged = conversion({ journey: journey(['dev@never-published', 'dev@on-dev']) });
    expect(row(report({ ...input, conversions: [forged] }).rows.channel, 'dev')?.known).toBe(0.5);
  });
});

describe('what is counted', () => {
  const { rows } = report(input);
  test('stands beside the credit', () => {
    expect(row(rows.post, 'on-dev.to')).toMatchObject({ views: 7, readers: 4, reads: 0, seen: 9, clicks: 1 });
    expect(row(rows.post, '(none)')).toMatchObject({ views: 10 });
    expect(row(rows.channel, 'dev')).toMatchObject({ views: 5, readers: 3, reads: null, clicks: null });
    expect(row(rows.channel, 'direct')).toMatchObject({ views: 4 });
    expect(row(rows.offer, 'hosting')).toMatchObject({ views: null, seen: 9, clicks: 1 });
  });
});

describe('money', () => {
  const refund = paid('won', yuan(-100_00), { at: NOW + 40 * DAY, kind: 'refund' });
  const both = { ...input.ledger, entries: [...input.ledger.entries, refund] };
  const later = { from: NOW + 30 * DAY, to: NOW + 60 * DAY, conversions: [] };

  test('as cash is of the period it came in: a refund is in its own month', () => {
    const { rows, totals } = report({ ...input, ...later, ledger: both });
    expect(totals).toMatchObject({ conversions: 0, earned: [yuan(-100_00)] });
    expect(row(rows.post, 'on-dev.to')).toMatchObject({ conversions: 0, earned: [yuan(-33_34)] });
  });

  test('as a cohort is of its conversion: a full refund is nothing anywhere', () => {
    const { rows, totals } = report({ ...input, as: 'cohort', ledger: both });
    expect(totals.earned).toEqual([dollars(20_00)]);
    expect(row(rows.post, 'on-dev.to')?.earned).toEqual([]);
  });

  test('that nobody can lay to a conversion has its offer, and an unknown post and channel', () => {
    const loose = entry({ conversion: null, offer: 'course', money: yuan(5_00) });
    const ledger = { ...input.ledger, entries: [...input.ledger.entries, loose] };
    const { rows, totals } = report({ ...input, ledger });
    expect(totals.earned).toEqual([yuan(105_00), dollars(20_00)]);
    expect(row(rows.offer, 'course')?.earned).toEqual([yuan(5_00)]);
    expect(row(rows.channel, 'unknown')?.earned).toEqual([yuan(5_00)]);
  });

  test.each([
    { state: 'lost', conversions: 4, expected: [yuan(50)] },
    { state: 'spam', conversions: 3, expected: [yuan(50)] },
  ] as const)('is not expected of a lead that is $state', ({ state, conversions: count, expected }) => {
    const { totals } = report({ ...input, states: new Map([['open', state]]) });
    expect([totals.conversions, totals.expected]).toEqual([count, expected]);
  });
});

test('a journey older than the look-back is unknown, and says so', () => {
  const old = conversion({ journey: journey(['dev'], NOW - 40 * DAY) });
  const { rows, gaps } = report({ ...input, conversions: [old], lookBack: 30 * DAY });
  expect(gaps).toEqual({ 'too-old': 1 });
  expect(row(rows.channel, 'unknown')?.conversions).toBe(1);
});

test('under ten conversions there is no interval, and from ten on there is', () => {
  const some = (count: number) =>
    Array.from({ length: count }, () => conversion({ journey: journey(['dev', 'juejin.cn']) }));
  expect(report({ ...input, conversions: some(9) }).totals.interval).toBeNull();
  const { rows, totals } = report({ ...input, conversions: some(10) });
  expect(row(rows.channel, 'dev')?.interval).toEqual([expect.any(Number), expect.any(Number)]);
  expect(totals.interval?.[0]).toBeLessThan(10);
});

test('invented channels do not make the chain large', () => {
  const hops = Array.from({ length: 3000 }, (_, index) => ({
    from: null,
    to: `spam-${index}.example`,
    n: 1,
  }));
  const real = [...hops, { from: null, to: 'dev.to', n: 9 }];
  const start = performance.now();
  const { rows } = report({ ...input, model: markov, modelId: 'markov', hops: real });
  expect(row(rows.channel, 'dev')?.conversions).toBeGreaterThan(0);
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('a period in which nothing happened is an empty report', () => {
  const nothing = { conversions: [], counts: [], ledger: { entries: [], conversions: [] } };
  const empty = report({ ...input, ...nothing });
  expect(Object.values(empty.rows).flat()).toEqual([]);
  const text = renderReport(empty, { title: 'Linear', lang: 'en', timeZone: 'Asia/Shanghai' });
  expect(text).toContain('Post: Nothing yet in this period.');
});

test('is a table a person reads, in their language, currency and zone', () => {
  const view = { title: 'Linear', timeZone: 'Asia/Shanghai', by: 'channel', lang: 'zh' } as const;
  expect(renderReport(report(input), view)).toBe(
    `
Linear · 2026-08-22 – 2026-11-20

╔══════════╤══════╤══════╤══════╤══════╤══════╤══════╤══════════╤══════════╤══════════════╤═════════╗
║ 渠道     │ 到访 │ 读者 │ 线索 │ 成交 │ 转化 │ 区间 │ 已知链接 │ 一面之词 │       已到账 │    预期 ║
╟──────────┼──────┼──────┼──────┼──────┼──────┼──────┼──────────┼──────────┼──────────────┼─────────╢
║ dev      │    5 │    3 │ 1.17 │ 0.67 │ 1.17 │ 太少 │     100% │       0% │       ¥66.67 │     ¥50 ║
║ juejin   │    0 │    0 │ 0.33 │ 0.33 │ 0.33 │ 太少 │     100% │       0% │       ¥33.33 │       – ║
║ google   │    3 │    3 │  1.5 │    0 │  1.5 │ 太少 │     100% │       0% │        US$20 │     ¥50 ║
║ （未知） │    0 │    0 │    0 │    0 │    1 │ 太少 │       0% │     100% │            – │   ¥0.50 ║
║ 直接访问 │    4 │    0 │    0 │    0 │    0 │    – │        – │        – │            – │       – ║
║ v2ex     │    1 │    0 │    0 │    0 │    0 │    – │        – │        – │            – │       – ║
╟──────────┼──────┼──────┼──────┼──────┼──────┼──────┼──────────┼──────────┼──────────────┼─────────╢
║ 合计     │   13 │    6 │    3 │    1 │    4 │ 太少 │      75% │      25% │ ¥100 + US$20 │ ¥100.50 ║
╚══════════╧══════╧══════╧══════╧══════╧══════╧══════╧══════════╧══════════╧══════════════╧═════════╝

25% 的转化只有浏览器的一面之词。
75% 的转化知道来路。
1 次：浏览器要求不被跟踪
只有 4 次转化，先后次序很可能只是偶然。`.trim(),
  );
});

test('money for a thousand readers is said where there were enough', () => {
  const view = { title: 'Linear', timeZone: 'Asia/Shanghai', by: 'channel', lang: 'en' } as const;
  const many = sum({ source: 'dev.to', n: 400, firstThisMonth: 250 });
  const text = renderReport(report({ ...input, counts: [...input.counts, many] }), view);
  // ¥66.67 by 253 readers.
  expect(text).toMatch(/║ dev .*│ +CN¥263\.52 ║/);
  expect(text).toMatch(/║ juejin .*│ +– ║/);
});

test('models stand side by side', () => {
  const view = { title: '', lang: 'en', timeZone: 'Asia/Shanghai' } as const;
  const titled = [
    { title: 'Linear', report: report(input) },
    { title: 'Markov', report: report({ ...input, model: markov, modelId: 'markov' }) },
  ];
  const text = renderModels(titled, 'channel', view);
  expect(text).toMatch(/║ Channel +│ +Linear │ +Markov ║/);
  expect(text).toMatch(/║ juejin +│ +CN¥33\.33 │ +CN¥\d/);
  expect(text).toMatch(/║ Total +│ +CN¥100 \+ \$20 │ +CN¥100 \+ \$20 ║/);
});

describe('what else happens on a page', () => {
  const counts = [
    ...input.counts,
    sum({ kind: 'start', post: 'on-dev.to', offer: 'consulting', n: 4 }),
    sum({ kind: 'file', post: 'on-dev.to', source: '/talk.pdf', n: 3 }),
    sum({ kind: 'out', post: 'on-dev.to', source: 'github.com', n: 2 }),
    sum({ kind: 'of a later version', post: 'on-dev.to', n: 99 }),
  ];
  const told = report({ ...input, counts });

  test('is a figure of the post, of the offer and of the whole', () => {
    expect(row(told.rows.post, 'on-dev.to')).toMatchObject({ starts: 4, files: 3, outs: 2, views: 7 });
    expect(row(told.rows.offer, 'consulting')).toMatchObject({ starts: 4, files: null, outs: null });
    expect(told.totals).toMatchObject({ starts: 4, files: 3, outs: 2 });
  });

  test('brings no channel by the host a link leads to', () => {
    expect(row(told.rows.channel, 'github')).toBeUndefined();
  });

  test('has columns where there is something in them', () => {
    const view = { title: 'Linear', lang: 'en', timeZone: 'Asia/Shanghai' } as const;
    expect(renderReport(told, view)).toMatch(/Post.*Read.*Seen.*Clicks.*Files.*Links out/);
    expect(renderReport(report(input), view)).not.toMatch(/Files|Links out|Forms begun/);
  });
});

describe('an hour of writing', () => {
  const posts = new Map([
    ['on-dev.to', { title: 'On DEV', series: 'Channels', tags: ['a', 'b'], hours: 2 }],
    ['on-juejin.cn', { title: '掘金', series: 'Channels', tags: ['a'], hours: 6 }],
    ['on-dev', { title: 'Dev', series: 'Others', tags: ['b'] }],
  ]);
  const { rows, totals } = report({ ...input, posts });
  const view = { title: 'Linear', lang: 'en', timeZone: 'Asia/Shanghai' } as const;

  test('brings what the post brought, divided by its hours', () => {
    expect(row(rows.post, 'on-dev.to')).toMatchObject({ hours: 2, earned: [yuan(33_34)] });
    expect(renderReport(report({ ...input, posts }), { ...view, by: 'post' })).toMatch(
      /on-dev\.to.*│ +CN¥16\.67 ║/,
    );
  });

  test('is known of a series and a tag only where it is of each of their posts', () => {
    expect(row(rows.series, 'Channels')?.hours).toBe(8);
    expect(row(rows.series, 'Others')?.hours).toBeNull();
    // Half of the two hours of one, and the six of another.
    expect(row(rows.tag, 'a')?.hours).toBe(7);
    expect(row(rows.tag, 'b')?.hours).toBeNull();
    expect(totals.hours).toBeNull();
  });
});

describe('advertisers', () => {
  const written = [
    conversion({ id: 'ad-1', offer: 'media-kit', journey: journey(['dev.to']) }),
    conversion({ id: 'ad-2', offer: 'media-kit', journey: journey(['dev.to', 'juejin.cn']) }),
    conversion({ id: 'ad-3', offer: 'media-kit', journey: unknownJourney('no-script') }),
    conversion({ id: 'ad-spam', offer: 'media-kit', journey: journey(['v2ex.com']) }),
  ];
  const kinds = new Map([...input.kinds, ['media-kit', 'ad'] as const]);
  const states = new Map([...input.states, ['ad-1', 'won'], ['ad-spam', 'spam']] as const);
  const fee = paid('ad-1', yuan(3000_00));
  const told = report({
    ...{ ...input, kinds, states, conversions: [...conversions, ...written] },
    ledger: { entries: [...input.ledger.entries, fee], conversions: input.ledger.conversions },
  });

  test('are told by the posts that brought them, the most first; clients and clicks are none', () => {
    expect(told.advertisers.map(({ key, leads, won, earned }) => [key, leads, won, earned])).toEqual([
      ['on-dev.to', 1.5, 1, [yuan(3000_00)]],
      ['unknown', 1, 0, []],
      ['on-juejin.cn', 0.5, 0, []],
    ]);
    expect(report(input).advertisers).toEqual([]);
  });

  test('come before the ads', () => {
    const text = renderReport(told, { title: 'Linear', lang: 'en', timeZone: 'Asia/Shanghai', by: 'offer' });
    expect(text).toMatch(/Posts that bring advertisers[\s\S]*on-dev\.to[\s\S]*║ Offer/);
  });
});

test('CSV is one line a row, and runs as no formula', () => {
  const evil = conversion({
    id: 'evil',
    journey: { arrivals: [], reads: [{ at: NOW, key: '=cmd,"x"' }], gap: null },
  });
  const csv = reportCsv([report({ ...input, conversions: [...conversions, evil] })], 'UTC', 'post');
  const [head, first] = csv.split('\r\n');
  expect(head).toBe(
    'model,dimension,key,views,readers,reads,seen,clicks,starts,files,outs,leads,won,conversions,claimed,known,hours,interval_from,interval_to,earned_CNY,expected_CNY,earned_USD,expected_USD,from,through',
  );
  expect(first).toBe(
    'linear,post,on-dev.to,7,4,0,9,1,0,0,0,0.333333333,0.333333333,0.333333333,0,1,,,,33.34,,,,2026-08-22,2026-11-20',
  );
  expect(csv).toContain(`linear,post,"'=cmd,""x""",`);
});
