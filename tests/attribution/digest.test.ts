import { expect, test } from 'vitest';
import { type Offer, type Report, type ReportRow, unknownJourney } from '#domain';
import { type AdviceFacts, advise } from '../../integrations/attribution/advise.ts';
import { openStore } from '../../integrations/attribution/collector/store.ts';
import { fillWithDemo } from '../../integrations/attribution/demo/index.ts';
import { digest } from '../../integrations/attribution/digest.ts';
import { conversion, lead, NOW, offer, offers, ZONE } from './builders.ts';
import { emptyDatabase } from './database.ts';

const DAY = 86_400_000;
const yuan = (amount: number) => [{ amount, currency: 'CNY' }];

const row = (key: string, own: Partial<ReportRow> = {}): ReportRow => ({
  ...{
    key,
    views: 100,
    readers: 80,
    reads: 40,
    seen: 0,
    clicks: 0,
    starts: 0,
    files: 0,
    outs: 0,
    hours: null,
    leads: 0,
    won: 0,
    conversions: 0,
  },
  ...{ claimed: 0, known: 1, interval: null, earned: [], expected: [], ...own },
});

const reportOf = (rows: Partial<Report['rows']>, own: Partial<ReportRow> = {}): Report => {
  const { key: _, ...totals } = row('', own);
  const none = { post: [], channel: [], offer: [], campaign: [], link: [], series: [], tag: [] };
  const period = { from: NOW - 7 * DAY, to: NOW };
  const said = {
    model: 'linear',
    as: 'cash',
    claimedShare: 0,
    gaps: {},
    converted: [],
    advertisers: [],
  } as const;
  return { ...period, ...said, rows: { ...none, ...rows }, totals };
};

const facts = (own: Partial<AdviceFacts>): AdviceFacts => ({
  ...{ report: reportOf({}), counts: [], leads: [], offers: [], settings: { posts: [], publications: [] } },
  ...{ now: NOW, timeZone: ZONE, currency: 'CNY', ...own },
});

test('posts that are read and lead nowhere are named; those that lead somewhere or are hardly read are not', () => {
  const post = [
    row('nowhere', { readers: 300 }),
    row('somewhere', { conversions: 0.5 }),
    row('clicked', { clicks: 1 }),
    row('young', { readers: 3 }),
    row('(none)'),
    row('unknown'),
  ];
  expect(advise(facts({ report: reportOf({ post }) }))).toEqual([
    { kind: 'post-to-nowhere', post: 'nowhere', readers: 300, reads: 40 },
  ]);
});

test('a channel pays where its readers bring more than the others, by more than a chance sale', () => {
  const channel = [
    row('juejin', { readers: 100, conversions: 6, earned: yuan(900_00) }),
    row('lucky', { readers: 100, conversions: 1, earned: yuan(900_00) }),
    row('google', { readers: 1800, conversions: 9, earned: yuan(200_00) }),
  ];
  const report = reportOf({ channel }, { earned: yuan(2000_00) });
  expect(advise(facts({ report }))).toEqual([
    {
      ...{ kind: 'channel-pays', channel: 'juejin', conversions: 6 },
      perThousand: { amount: 9_000_00, currency: 'CNY' },
      average: { amount: 1_000_00, currency: 'CNY' },
    },
  ]);
});

test.each(['direct', 'unknown', 'other'])(
  'nobody is told to put posts on “%s”, whatever it brings',
  (key) => {
    const channel = [
      row(key, { readers: 100, conversions: 9, earned: yuan(900_00) }),
      row('google', { readers: 1900, conversions: 9, earned: yuan(200_00) }),
    ];
    expect(advise(facts({ report: reportOf({ channel }, { earned: yuan(1100_00) }) }))).toEqual([]);
  },
);

test('a lead waits until somebody answers, and again on the day of its next step', () => {
  const at = (days: number) => conversion({ id: `c${days}`, at: NOW - days * DAY });
  const leads = [
    lead({ conversion: at(1) }),
    lead({ conversion: at(4), name: 'Mallory' }),
    lead({ conversion: at(30), state: 'proposal', nextDay: '2026-11-20', name: 'Peggy' }),
    lead({ conversion: at(31), state: 'proposal', nextDay: '2026-11-21' }),
    lead({ conversion: at(32), state: 'won', nextDay: '2026-11-01' }),
  ];
  expect(advise(facts({ leads })).map((each) => 'name' in each && each.name)).toEqual(['Peggy', 'Mallory']);
});

test('copies are old where the post was changed since', () => {
  const posts = [{ id: 'hello', title: 'Hello', series: undefined, tags: [], updated: NOW - DAY }];
  const copy = (channel: string, days: number, state = 'published' as const) => ({
    ...{ channel, post: 'hello', state, at: NOW - days * DAY },
  });
  const publications = [
    copy('dev', 2),
    copy('cnblogs', 0),
    { ...copy('juejin', 3), state: 'removed' as const },
  ];
  const found = advise(facts({ settings: { posts, publications } }));
  expect(found).toEqual([{ kind: 'copies-old', post: 'hello', channels: ['dev'] }]);
});

test('the week is Markdown that reads as text, and nothing a stranger wrote is Markdown', () => {
  const written = conversion({ at: NOW - DAY, journey: unknownJourney('by-hand') });
  const report = reportOf(
    { post: [row('hello', { earned: yuan(1_500_50) })], channel: [row('juejin')] },
    { earned: yuan(1_500_50), leads: 1 },
  );
  const text = digest(
    {
      ...{ report, before: reportOf({}, { views: 7 }) },
      leads: [lead({ conversion: written, name: '[Eve](http://evil.example)\u001b[31m\n# Hi' })],
      advice: [{ kind: 'copies-old', post: 'hello', channels: ['dev'] }],
    },
    { lang: 'en', timeZone: ZONE, name: 'Fixture', offers, titles: new Map([['hello', 'Hello, world']]) },
  );
  expect(text).toContain('# Fixture: 2026-11-13 – 2026-11-20\n');
  expect(text).toContain('- Views: **100** (Before: 7)');
  expect(text).toContain('- Hello, world: 100 views, CN¥1,500.50');
  expect(text).toContain('\\[Eve\\](http://evil.example) \\[31m \\# Hi, Consulting (new)');
  expect(text).toContain('## What to do next\n\n- You changed “Hello, world”');
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('a made-up year is the same each time, and has something of everything', async () => {
  const priced: Offer[] = [
    ...offers.map((each) => (each.kind === 'consulting' ? each : { ...each, url: 'https://shop.example' })),
    offer({
      id: 'book',
      kind: 'product',
      url: 'https://shop.example',
      price: { amount: 99_00, currency: 'CNY' },
    }),
  ];
  const posts = ['a', 'b', 'c'].map((id) => ({ id, lang: 'zh' as const, offers: ['course', 'book'] }));
  const year = async () => {
    const { address: database, remove } = await emptyDatabase();
    const store = await openStore({ database, now: () => NOW, timeZone: ZONE });
    await fillWithDemo(store, { posts, offers: priced, now: NOW, timeZone: ZONE, channels: ['dev'] });
    const always = { from: 0, to: NOW + 1 };
    const counts = await store.counts(always);
    const { entries } = await store.ledger(always);
    const kinds = new Set((await store.conversions(always)).map(({ kind }) => kind));
    const leads = await store.leads();
    const months = new Set((await store.countsBy('month', always)).map(({ time }) => time));
    await store.close();
    await remove();
    return { counts, entries, kinds, leads: leads.length, months: months.size };
  };
  const [first, second] = [await year(), await year()];
  expect(second).toEqual(first);
  expect([...first.kinds].sort()).toEqual(['ad-click', 'course-click', 'lead', 'product-click', 'sale']);
  expect(new Set(first.counts.map(({ kind }) => kind))).toEqual(new Set(['view', 'read', 'seen', 'click']));
  expect(new Set(first.entries.map(({ kind }) => kind)).has('ad-fee')).toBe(true);
  expect(first.leads).toBeGreaterThan(0);
  expect(first.months).toBeGreaterThanOrEqual(12);
});
