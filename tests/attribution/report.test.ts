import { expect, test } from 'vitest';
import { attribute } from '../../integrations/attribution/attribute.ts';
import linear from '../../integrations/attribution/models/linear.ts';
import { renderReport } from '../../integrations/attribution/render-report.ts';
import { report } from '../../integrations/attribution/report.ts';
import { journey, NOW, offers } from './builders.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const dollars = (amount: number) => ({ amount, currency: 'USD' });

const journeys = [
  journey(['dev', 'juejin', 'dev'], { id: 'won', earned: yuan(100_00) }),
  journey(['dev', 'google'], { id: 'open' }),
  journey(['google'], { id: 'abroad', earned: dollars(20_00) }),
  journey([], { id: 'click', offer: 'hosting', kind: 'ad-click', proof: 'claimed' }),
];

const input = {
  model: 'linear',
  from: NOW - 90 * 86_400_000,
  to: NOW + 1,
  currency: 'CNY',
  credits: attribute(journeys, linear, offers),
  touches: [
    { post: 'on-dev', channel: 'dev', touches: 5 },
    { post: 'on-dev', channel: null, touches: 2 },
    { post: 'on-google', channel: 'google', touches: 3 },
    { post: 'unloved', channel: 'v2ex', touches: 1 },
    { post: null, channel: 'direct', touches: 4 },
    { post: null, channel: null, touches: 6 },
  ],
  conversions: journeys.map(({ conversion }) => conversion),
};

test('adds credit up by post', () => {
  expect(report(input).rows.post).toEqual([
    // Two thirds of ¥100 and half of the ¥100 expected.
    { key: 'on-dev', touches: 7, conversions: 1.166666667, earned: [yuan(66_67)], expected: [yuan(50_00)] },
    { key: 'on-juejin', touches: 0, conversions: 0.333333333, earned: [yuan(33_33)], expected: [] },
    { key: 'on-google', touches: 3, conversions: 1.5, earned: [dollars(20_00)], expected: [yuan(50_00)] },
    { key: '(none)', touches: 10, conversions: 1, earned: [], expected: [yuan(50)] },
    { key: 'unloved', touches: 1, conversions: 0, earned: [], expected: [] },
  ]);
});

test('adds arrivals up by channel, without pages turned within the site', () => {
  const touched = report(input).rows.channel.map(({ key, touches }) => [key, touches]);
  expect(touched).toEqual([
    ['dev', 5],
    ['juejin', 0],
    ['google', 3],
    ['direct', 4],
    ['v2ex', 1],
  ]);
});

test('adds credit up by offer, which nobody touches', () => {
  expect(report(input).rows.offer).toEqual([
    {
      key: 'consulting',
      touches: null,
      conversions: 3,
      earned: [yuan(100_00), dollars(20_00)],
      expected: [yuan(100_00)],
    },
    { key: 'hosting', touches: null, conversions: 1, earned: [], expected: [yuan(50)] },
  ]);
});

test('the totals are the whole, and say what rests on claims', () => {
  const { totals, claimedShare } = report(input);
  expect(totals).toEqual({
    touches: 21,
    conversions: 4,
    earned: [yuan(100_00), dollars(20_00)],
    expected: [yuan(100_50)],
  });
  expect(claimedShare).toBe(0.25);
});

test('a period in which nothing happened is an empty report', () => {
  const empty = report({ ...input, credits: [], touches: [], conversions: [] });
  expect(empty.rows).toEqual({ post: [], channel: [], offer: [] });
  expect(empty.claimedShare).toBe(0);
  const text = renderReport(empty, { title: 'Linear', lang: 'en', timeZone: 'Asia/Shanghai' });
  expect(text).toContain('Post: Nothing yet in this period.');
});

test('is a table a person reads, in their language, currency and zone', () => {
  const view = { title: 'Linear', timeZone: 'Asia/Shanghai', by: 'post' } as const;
  expect(renderReport(report(input), { ...view, lang: 'zh' })).toBe(
    `
Linear · 2026-08-22 – 2026-11-20

╔════════════╤══════╤══════╤══════════════╤═════════╗
║ 文章       │ 触达 │ 转化 │       已到账 │    预期 ║
╟────────────┼──────┼──────┼──────────────┼─────────╢
║ on-dev     │    7 │ 1.17 │       ¥66.67 │     ¥50 ║
║ on-juejin  │    0 │ 0.33 │       ¥33.33 │       – ║
║ on-google  │    3 │  1.5 │        US$20 │     ¥50 ║
║ （无文章） │   10 │    1 │            – │   ¥0.50 ║
║ unloved    │    1 │    0 │            – │       – ║
╟────────────┼──────┼──────┼──────────────┼─────────╢
║ 合计       │   21 │    4 │ ¥100 + US$20 │ ¥100.50 ║
╚════════════╧══════╧══════╧══════════════╧═════════╝

25% 的转化只有浏览器的一面之词。`.trim(),
  );
});
