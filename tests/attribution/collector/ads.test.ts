import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Offer } from '#domain';
import { count, NOW, offer } from '../builders.ts';
import { always, browser, type Started, startCollector } from './collector.ts';

const DAY = 86_400_000;
const money = { amount: 80_00, currency: 'CNY' };
const ad = (id: string, flights: Offer['flights']) =>
  offer({ id, kind: 'ad', url: 'https://sponsor.example', flights });

const ads = [
  ad('by-views', [{ from: '2026-11-01', to: '2026-11-30', cpm: money, cap: 3 }]),
  ad('by-clicks', [{ from: '2026-11-01', cpc: money, cap: 1 }]),
  ad('flat', [{ from: '2026-11-01', fee: money, cap: 100 }]),
  ad('earlier', [{ from: '2026-10-01', to: '2026-10-31', cpm: money, cap: 1 }]),
  ad('always', []),
];

let collector: Started;

beforeEach(async () => {
  collector = await startCollector({ offers: ads });
});

afterEach(() => collector.close());

async function over(): Promise<unknown> {
  return (await collector.app.request('/api/ads', { headers: browser })).json();
}

const see = (id: string, at = NOW) =>
  collector.store.addCount(count({ kind: 'seen', offer: id, at, source: null }));

test('an ad is over once its cap of views or clicks is reached, counted from the first day of its flight', async () => {
  await see('by-views', Date.parse('2026-10-31T15:59:00Z'));
  for (const id of ['by-views', 'by-views', 'by-clicks', 'flat', 'earlier']) await see(id);
  expect(await over()).toEqual({ over: [] });
  await see('by-views');
  await collector.store.addCount(count({ kind: 'click', offer: 'by-clicks', source: null }));
  collector.clock.now += 60_000;
  expect(await over()).toEqual({ over: ['by-views', 'by-clicks'] });
  // The next day after the flight nothing is over: the page hides the ad by its dates.
  collector.clock.now = Date.parse('2026-11-30T16:00:00Z');
  expect(await over()).toEqual({ over: ['by-clicks'] });
});

test('is counted once a minute at the most, even where the clock is set back', async () => {
  const asked = vi.spyOn(collector.store, 'countOf');
  await over();
  await over();
  const times = asked.mock.calls.length;
  expect(times).toBe(3);
  collector.clock.now -= DAY;
  await over();
  expect(asked.mock.calls.length).toBe(2 * times);
});

test('a store that fails is asked again', async () => {
  await collector.close();
  collector = await startCollector({ offers: ads, report: () => {} });
  vi.spyOn(collector.store, 'countOf').mockRejectedValueOnce(new Error('busy'));
  expect((await collector.app.request('/api/ads', { headers: browser })).status).toBe(503);
  expect(await over()).toEqual({ over: [] });
});

test('an address that asks too often is refused before anything is counted', async () => {
  await collector.close();
  collector = await startCollector({ offers: ads, eventPace: { burst: 1, perSecond: 1 } });
  await over();
  const answer = await collector.app.request('/api/ads', { headers: browser });
  expect([answer.status, answer.headers.get('X-Byline')]).toEqual([429, 'rate-limited']);
  expect(await collector.store.drops(always)).toEqual([{ reason: 'rate-limited', times: 1 }]);
});
