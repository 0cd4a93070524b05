import { afterEach, beforeEach, expect, test } from 'vitest';
import { defineSite } from '#domain';
import { reportSettings } from '../../integrations/attribution/read-report.ts';
import { openReports, type Reports } from '../../integrations/attribution/reports.ts';
import { renderSponsor, sponsorCsv, sponsorPage } from '../../integrations/attribution/sponsor-page.ts';
import { adOf, pricesOf, readSponsorReport } from '../../integrations/attribution/sponsor-report.ts';
import { sponsorPath, sponsorRoutes } from '../../integrations/attribution/sponsor-routes.ts';
import { settings } from '../checkout.ts';
import { count, entry, NOW, offer } from './builders.ts';
import { type Started, startCollector } from './collector/collector.ts';

const DAY = 86_400_000;
const site = defineSite(settings);
const ad = offer({
  id: 'hosting',
  kind: 'ad',
  url: 'https://host.example',
  title: 'Hosting for all',
  sponsor: 'Harbour <Inc>',
});
const period = { from: NOW - 30 * DAY, to: NOW + 1 };
const view = { lang: 'en', timeZone: site.timeZone, name: 'Fixture' };
const content = reportSettings(site, {
  publications: [],
  offers: [{ id: 'hosting', kind: 'ad' }],
  posts: [
    { id: 'hello', title: '=Hello', series: undefined, tags: [], offers: ['hosting'] },
    { id: 'bonjour', title: 'Bonjour', series: undefined, tags: [] },
  ],
});

let started: Started;
let reports: Reports;

beforeEach(async () => {
  started = await startCollector();
  const { store, database } = started;
  reports = openReports(database, content);
  const add = (own: Parameters<typeof count>[0]) => store.addCount(count({ source: null, ...own }));
  await add({ post: 'hello' });
  await add({ post: 'hello', at: NOW - 8 * DAY });
  await add({ post: 'bonjour' });
  await add({ kind: 'seen', post: 'hello', offer: 'hosting' });
  await add({ kind: 'seen', post: 'hello', offer: 'hosting', at: NOW - 8 * DAY });
  await add({ kind: 'click', post: 'hello', offer: 'hosting' });
  await add({ kind: 'seen', post: 'hello', offer: 'course' });
  const fee = { money: { amount: 300_00, currency: 'CNY' }, kind: 'ad-fee', offer: 'hosting' } as const;
  await store.addEntries([entry(fee), entry({ ...fee, at: NOW - 40 * DAY }), entry({ offer: 'course' })]);
});

afterEach(async () => {
  await reports.close();
  await started.close();
});

const read = () => readSponsorReport({ records: started.store, settings: content }, ad, period);

test('has the figures of the ad, the posts that carried it and the weeks, and nothing of another offer', async () => {
  const report = await read();
  expect(report).toMatchObject({
    totals: { views: 2, seen: 2, clicks: 1 },
    posts: [{ post: 'hello', views: 2, seen: 2, clicks: 1 }],
    weeks: [
      { day: '2026-11-09', views: 1, seen: 1, clicks: 0 },
      { day: '2026-11-16', views: 1, seen: 1, clicks: 1 },
    ],
    paid: [{ amount: 300_00, currency: 'CNY' }],
  });
  expect(pricesOf(report)).toEqual({
    perThousand: [{ amount: 150_000_00, currency: 'CNY' }],
    perClick: [{ amount: 300_00, currency: 'CNY' }],
  });
});

test('is a page by itself, text and CSV', async () => {
  const report = await read();
  const page = sponsorPage(report, view);
  for (const text of ['Harbour &lt;Inc&gt;', 'Hosting for all', 'CN¥300', '<svg', '@page']) {
    expect(page).toContain(text);
  }
  expect(page).not.toMatch(/<script|href=|src=/);
  expect(renderSponsor(report, view)).toMatch(/Seen: 2\nClicks: 1\nClicks of seen: 50%/);
  expect(sponsorCsv(report).split('\r\n')).toEqual([
    'ad,by,key,title,views,seen,clicks,paid',
    "hosting,post,hello,'=Hello,2,2,1,",
    'hosting,week,2026-11-09,,1,1,0,',
    'hosting,week,2026-11-16,,1,1,1,',
    'hosting,total,,,2,2,1,300.00 CNY',
    '',
  ]);
});

test('can be read by whoever has the address, until it is taken back', async () => {
  const now = () => NOW;
  const app = sponsorRoutes({ reports, content, site, offers: [ad], now });
  const at = (key: string) => app.request(`${sponsorPath(key)}?lang=en`);
  await started.store.addReportLink({ key: 'long-key', offer: 'hosting', at: NOW });
  const answer = await at('long-key');
  expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
  expect(answer.headers.get('X-Robots-Tag')).toBe('noindex');
  expect(await answer.text()).toContain('Hosting for all');
  expect((await at('another')).status).toBe(404);
  expect(await started.store.takeBackReportLink('long-key')).toBe(true);
  expect((await at('long-key')).status).toBe(404);
  expect(await started.store.takeBackReportLink('long-key')).toBe(false);
});

test('an address cannot be guessed fast', async () => {
  const app = sponsorRoutes({ reports, content, site, offers: [ad], now: () => NOW });
  const statuses = [];
  for (let guess = 0; guess < 22; guess++)
    statuses.push((await app.request(sponsorPath(`k${guess}`))).status);
  expect(statuses.slice(-2)).toEqual([429, 429]);
});

test('only an ad has one', () => {
  expect(adOf([offer({ id: 'course', kind: 'course' }), ad], 'course', 'en')).toBeUndefined();
  expect(adOf([ad], 'hosting', 'zh')).toBe(ad);
});
