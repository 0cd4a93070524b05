import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MOST_UNKNOWN } from '../../../integrations/attribution/collector/bounded-sources.ts';
import type { CountSum } from '../../../integrations/attribution/collector/store.ts';
import { listen } from '../../../scripts/listen.ts';
import { count, NOW } from '../builders.ts';
import { always, browser, SITE, type Started, startCollector, view } from './collector.ts';

const DAY = 86_400_000;

let collector: Started;

beforeEach(async () => {
  collector = await startCollector();
});

afterEach(() => collector.close());

async function send(event: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  return collector.app.request('/api/events', { method: 'POST', body, headers: { ...browser, ...headers } });
}

function click(own: Record<string, unknown> = {}): Record<string, unknown> {
  return view({ type: 'click', offer: 'hosting', ...own });
}

async function counts(): Promise<CountSum[]> {
  return collector.store.counts(always);
}

/** A count with nothing said of firsts. */
const sum = (own: Partial<CountSum>): CountSum => ({
  kind: 'view',
  post: null,
  source: 'direct',
  offer: null,
  n: 1,
  firstToday: 0,
  firstThisMonth: 0,
  firstOfPost: 0,
  ...own,
});

describe('a view', () => {
  const ours = ' utm_source=dev&utm_medium=syndication&utm_campaign=hello';
  test.each([
    {
      name: 'by a link of ours',
      own: { from: ours, post: 'hello' },
      kept: { post: 'hello', source: 'dev@hello' },
    },
    {
      name: 'that leads to another post',
      own: { from: ours, post: 'bonjour' },
      kept: { post: 'bonjour', source: 'dev@hello' },
    },
    {
      name: 'by a link of ours to an offer',
      own: { from: `${ours}&utm_content=card.consulting` },
      kept: { source: 'dev@hello~card.consulting' },
    },
    {
      name: 'by a link of ours to an invented offer',
      own: { from: `${ours}&utm_content=card.nothing` },
      kept: { source: 'dev@hello' },
    },
    {
      name: 'by a link of ours from an invented place',
      own: { from: `${ours}&utm_content=moon.consulting` },
      kept: { source: 'dev@hello' },
    },
    {
      name: 'by a link of ours with an invented post',
      own: { from: `${ours}-again` },
      kept: { source: 'dev' },
    },
    {
      name: 'of a page within the site',
      own: { from: undefined, post: 'hello' },
      kept: { post: 'hello', source: null },
    },
    { name: 'of a post nobody wrote', own: { post: 'forged' }, kept: {} },
    {
      name: 'on coming back from a payment',
      own: { from: 'https://checkout.stripe.com ' },
      kept: { source: null },
    },
  ])('$name', async ({ own, kept }) => {
    const answer = await send(view(own));
    expect([answer.status, answer.headers.get('X-Byline')]).toEqual([202, null]);
    expect(await counts()).toEqual([sum(kept)]);
  });

  test.each([
    // The site's day began at 16:00 UTC the day before.
    { last: '1970-01-01', again: false, firsts: { firstToday: 1, firstThisMonth: 1, firstOfPost: 1 } },
    { last: '2026-11-20', again: true, firsts: {} },
    { last: '2026-11-19', again: true, firsts: { firstToday: 1 } },
    { last: '2026-10-31', again: true, firsts: { firstToday: 1, firstThisMonth: 1 } },
    { last: '2026-11-20', again: false, firsts: { firstOfPost: 1 } },
    { last: undefined, again: undefined, firsts: {} },
    // A browser whose clock is ahead.
    { last: '2030-01-01', again: true, firsts: {} },
  ])('of a browser that was last here on $last', async ({ last, again, firsts }) => {
    await send(view({ last, again, post: 'hello' }));
    expect(await counts()).toEqual([sum({ post: 'hello', ...firsts })]);
  });

  test('under Global Privacy Control counts, and nothing more', async () => {
    const told = { last: '1970-01-01', again: false, before: '', post: 'hello' };
    const answer = await send(view(told), { 'Sec-GPC': '1' });
    expect([answer.status, answer.headers.get('X-Byline')]).toEqual([202, null]);
    expect(await counts()).toEqual([sum({ post: 'hello' })]);
    expect(await collector.store.hops(always)).toEqual([]);
  });

  test('is of the site’s calendar day', async () => {
    collector.clock.now = Date.UTC(2026, 10, 19, 15, 59);
    await send(view());
    collector.clock.now += 60_000;
    await send(view());
    const days = await collector.store.countsBy('day', always);
    expect(days.map(({ time, n }) => [time, n])).toEqual([
      ['2026-11-19', 1],
      ['2026-11-20', 1],
    ]);
  });

  test('from the collector’s own origin needs no list', async () => {
    const own = { Origin: 'http://127.0.0.1:4321', 'Sec-Fetch-Site': 'same-origin' };
    expect((await send(view({ from: 'http://127.0.0.1:4321 ' }), own)).headers.get('X-Byline')).toBeNull();
    expect(await counts()).toEqual([sum({ source: null })]);
  });
});

describe('a hop', () => {
  test('goes from the arrival before to this one', async () => {
    await send(view({ from: 'https://dev.to ', before: '', last: '1970-01-01' }));
    await send(view({ from: ' utm_source=letter', before: 'https://dev.to ', last: '2026-11-20' }));
    expect(await collector.store.hops(always)).toEqual([
      { from: null, to: 'dev.to', n: 1 },
      { from: 'dev.to', to: 'letter', n: 1 },
    ]);
  });

  test.each([
    { name: 'nobody knows what came before', own: { before: undefined } },
    { name: 'a page of the site led on', own: { from: undefined, before: 'https://dev.to ' } },
    { name: 'a payment came before', own: { before: 'https://checkout.stripe.com ' } },
  ])('is not counted where $name', async ({ own }) => {
    await send(view({ last: '2026-11-20', ...own }));
    expect(await collector.store.hops(always)).toEqual([]);
  });
});

describe('a click', () => {
  test.each([
    { offer: 'hosting', kind: 'ad-click', worth: { amount: 50, currency: 'CNY' } },
    { offer: 'course', kind: 'course-click', worth: null },
  ])('on $offer is a $kind, on a browser’s word', async ({ offer, kind, worth }) => {
    expect((await send(click({ offer, post: 'hello' }))).status).toBe(202);
    const [kept] = await collector.store.conversions(always);
    expect(kept).toMatchObject({ offer, kind, proof: 'claimed', worth, at: NOW });
    expect(await counts()).toEqual([sum({ kind: 'click', offer, post: 'hello', source: null })]);
  });

  test('brings the reader’s journey, by the collector’s clock', async () => {
    const now = 5_000_000_000;
    const steps = [
      [now - 3 * DAY, 'https://juejin.cn ', 'hello'],
      [now - 3 * DAY + 60_000, 0, 'bonjour'],
      [now - 2 * DAY, 0, 0, 'course'],
      [now - DAY, ' utm_source=dev&utm_medium=syndication&utm_campaign=hello', 'bonjour'],
    ];
    await send(click({ journey: { now, steps } }));
    const [kept] = await collector.store.conversions(always);
    expect(kept?.journey).toEqual({
      gap: null,
      arrivals: [
        { at: NOW - 3 * DAY, key: 'juejin.cn' },
        { at: NOW - DAY, key: 'dev@hello' },
      ],
      // A link in the edition of one post led to another: both were read.
      reads: [
        { at: NOW - 3 * DAY, key: 'hello' },
        { at: NOW - 3 * DAY + 60_000, key: 'bonjour' },
        { at: NOW - DAY, key: 'hello' },
        { at: NOW - DAY, key: 'bonjour' },
      ],
    });
  });

  test('whose journey is forged keeps what fits', async () => {
    const steps = [
      ['yesterday', 'https://dev.to ', 'hello'],
      [Number.MAX_SAFE_INTEGER, 'https://dev.to ', 'invented'],
      [-1, `https://juejin.cn utm_source=${'x'.repeat(500)}`, 0],
      null,
    ];
    expect((await send(click({ journey: { now: 0, steps } }))).status).toBe(202);
    const [kept] = await collector.store.conversions(always);
    expect(kept?.journey).toEqual({
      gap: null,
      arrivals: [
        { at: NOW, key: 'dev.to' },
        { at: NOW, key: 'x'.repeat(64) },
      ],
      reads: [],
    });
  });

  test('keeps at most 50 steps, none older than 90 days', async () => {
    const steps = Array.from({ length: 60 }, (_, index) => [index - 100 * DAY, 0, 'hello']);
    await send(click({ journey: { now: 0, steps } }));
    const [kept] = await collector.store.conversions(always);
    expect(kept?.journey.reads).toHaveLength(50);
    expect(new Set(kept?.journey.reads.map(({ at }) => at))).toEqual(new Set([NOW - 90 * DAY]));
  });

  const steps = [[0, 'https://dev.to ', 'hello']];
  test.each([
    { name: 'a browser that keeps none', own: { journey: { now: 0 } }, headers: {}, gap: 'no-storage' },
    { name: 'an empty one', own: { journey: { now: 0, steps: [] } }, headers: {}, gap: 'no-storage' },
    {
      name: 'Global Privacy Control',
      own: { journey: { now: 0, steps } },
      headers: { 'Sec-GPC': '1' },
      gap: 'gpc',
    },
  ])('has no journey but says why: $name', async ({ own, headers, gap }) => {
    await send(click(own), headers);
    const [kept] = await collector.store.conversions(always);
    expect(kept?.journey).toEqual({ gap, arrivals: [], reads: [] });
  });
});

describe('what else happens on a page is counted', () => {
  test.each([
    { event: { type: 'read' }, kept: {} },
    { event: { type: 'seen', offer: 'consulting' }, kept: { offer: 'consulting' } },
    { event: { type: 'start', offer: 'consulting' }, kept: { offer: 'consulting' } },
    { event: { type: 'file', to: '/talks/Slides.pdf' }, kept: { source: '/talks/slides.pdf' } },
    { event: { type: 'out', to: 'github.com' }, kept: { source: 'github.com' } },
    { event: { type: 'out', to: '例子.中国' }, kept: { source: '例子.中国' } },
  ])('$event.type', async ({ event, kept }) => {
    const answer = await send(view({ ...event, post: 'hello' }));
    expect([answer.status, answer.headers.get('X-Byline')]).toEqual([202, null]);
    expect(await counts()).toEqual([sum({ kind: event.type, post: 'hello', source: null, ...kept })]);
  });

  test('and where links lead is bounded with the sources of the day', async () => {
    const { boundSource } = collector.store;
    for (let index = 0; index < MOST_UNKNOWN; index += 1) await boundSource(`spam-${index}`, '2026-11-20');
    await send(view({ type: 'out', to: 'another.example' }));
    await send(view({ type: 'file', to: '/invented.pdf' }));
    await send(view({ type: 'out', to: 'github.com' }));
    const kept = (await counts()).map(({ kind, source }) => [kind, source]);
    expect(kept.toSorted()).toEqual([
      ['file', 'other'],
      ['out', 'github.com'],
      ['out', 'other'],
    ]);
  });
});

describe('where readers are asked', () => {
  test.each([
    {
      name: 'a reader who allowed it',
      journey: { now: 0, steps: [[0, 'https://dev.to ', 'hello']] },
      gap: null,
    },
    { name: 'one who did not', journey: { now: 0 }, gap: 'refused' },
  ])('the journey says so: $name', async ({ journey, gap }) => {
    await collector.close();
    collector = await startCollector({ consent: 'ask' });
    await send(click({ journey }));
    const [kept] = await collector.store.conversions(always);
    expect(kept?.journey.gap).toBe(gap);
  });
});

describe('what is not counted has a reason', () => {
  const robot = 'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)';
  test.each([
    { reason: 'bot', status: 202, headers: { 'User-Agent': robot } },
    { reason: 'bot', status: 202, headers: { 'User-Agent': '' } },
    { reason: 'owner', status: 202, headers: { Cookie: 'byline-owner=ignored' } },
    { reason: 'prefetch', status: 202, headers: { 'Sec-Purpose': 'prefetch;prerender' } },
    { reason: 'foreign-origin', status: 403, headers: { Origin: 'https://elsewhere.example' } },
    { reason: 'foreign-origin', status: 403, headers: { Origin: 'null' } },
    { reason: 'unknown-offer', status: 202, event: click({ offer: 'nothing' }) },
    { reason: 'unknown-offer', status: 202, event: click({ offer: 'consulting' }) },
    { reason: 'unknown-offer', status: 202, event: view({ type: 'seen', offer: 'nothing' }) },
    { reason: 'unknown-post', status: 202, event: view({ type: 'read', post: 'forged' }) },
    { reason: 'unknown-offer', status: 202, event: view({ type: 'start', offer: 'nothing' }) },
    { reason: 'malformed', status: 400, event: view({ type: 'out', to: 'a b' }) },
    { reason: 'malformed', status: 400, event: view({ type: 'out', to: '' }) },
    { reason: 'malformed', status: 400, event: view({ type: 'file', to: 'https://elsewhere.example/x' }) },
    { reason: 'malformed', status: 400, event: 'not json' },
    { reason: 'malformed', status: 400, event: '[]' },
    { reason: 'malformed', status: 400, event: view({ id: 'a b' }) },
    { reason: 'malformed', status: 400, event: view({ post: 'x'.repeat(500) }) },
    { reason: 'too-large', status: 413, event: view({ from: 'x'.repeat(17_000) }) },
  ])('$reason ($status, %#)', async ({ reason, status, event = view(), headers = {} }) => {
    const answer = await send(event, headers);
    expect([answer.status, answer.headers.get('X-Byline')]).toEqual([status, reason]);
    expect(await collector.store.drops(always)).toEqual([{ reason, times: 1 }]);
    expect(await counts()).toEqual([]);
    expect(await collector.store.conversions(always)).toEqual([]);
  });

  test('an app of readers is no robot, a crawler of the same house is', async () => {
    const app =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 16_0) AppleWebKit/605.1.15 Mobile/15E148 NewsArticle/9.5.0.17 (News 9.5.0 16.000000)';
    expect((await send(view(), { 'User-Agent': app })).headers.get('X-Byline')).toBeNull();
    expect(await counts()).toEqual([sum({ source: 'toutiao' })]);
    const crawler = 'Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com) NewsArticle/1';
    expect((await send(view(), { 'User-Agent': crawler })).headers.get('X-Byline')).toBe('bot');
  });

  test('a request that is no browser’s says no origin', async () => {
    const { Origin: _, ...headers } = browser;
    const request = { method: 'POST', body: JSON.stringify(view()), headers };
    const answer = await collector.app.request('/api/events', request);
    expect(answer.headers.get('X-Byline')).toBe('foreign-origin');
  });

  test.each([
    { name: 'a view', event: view() },
    { name: 'a click', event: click() },
  ])('replay: $name', async ({ event }) => {
    await send(event);
    expect((await send(event)).headers.get('X-Byline')).toBe('replay');
    expect(await counts()).toMatchObject([{ n: 1 }]);
  });

  test('a replay counts again only after its id was forgotten, two days later', async () => {
    const event = view();
    await send(event);
    collector.clock.now += DAY;
    await send(view());
    expect((await send(event)).headers.get('X-Byline')).toBe('replay');
    collector.clock.now += DAY + 3_600_000;
    await send(view());
    await expect.poll(async () => (await send(event)).headers.get('X-Byline')).toBeNull();
  });

  test('rate-limited, until time has passed', async () => {
    await collector.close();
    collector = await startCollector({ eventPace: { burst: 2, perSecond: 1 } });
    const answers = [await send(view()), await send(view()), await send(view())];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 429]);
    expect(answers[2]?.headers.get('Retry-After')).toMatch(/^\d+$/);
    collector.clock.now += 1000;
    expect((await send(view())).status).toBe(202);
  });

  test('rate-limited before anything else is looked at', async () => {
    await collector.close();
    collector = await startCollector({ eventPace: { burst: 2, perSecond: 1 } });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await send('x'.repeat(17_000))).status);
    expect(statuses).toEqual([413, 413, 429]);
  });
});

describe('what strangers invent', () => {
  test('past a number a day is one source, and what has a name goes on counting', async () => {
    const { addCount, boundSource } = collector.store;
    const invented = Array.from({ length: MOST_UNKNOWN + 5 }, async (_, index) =>
      addCount(count({ source: await boundSource(`spam-${index}.example`, '2026-11-20') })),
    );
    await Promise.all(invented);
    await send(view({ from: 'https://spam-again.example ' }));
    await send(view({ from: 'https://spam-1.example ' }));
    await send(view({ from: 'https://juejin.cn ' }));
    await send(view({ from: 'https://invented.juejin.cn ' }));
    const found = new Map((await counts()).map(({ source, n }) => [source, n]));
    // The 200, two of a list, and the name of a host that is on none.
    expect(found.size).toBe(MOST_UNKNOWN + 3);
    const figures = ['other', 'spam-1.example', 'juejin.cn', 'juejin'].map((source) => found.get(source));
    expect(figures).toEqual([6, 2, 1, 1]);
  });

  test('leaves the edition of a link to an offer, past the number', async () => {
    const { boundSource } = collector.store;
    for (let index = 0; index < MOST_UNKNOWN; index += 1) await boundSource(`spam-${index}`, '2026-11-20');
    expect(await boundSource('dev@hello~card.consulting', '2026-11-20')).toBe('dev@hello');
    expect(await boundSource('dev@hello~card.consulting', '2026-11-21')).toBe('dev@hello~card.consulting');
  });

  test('is bounded anew each day, and a restart forgets nothing', async () => {
    const { boundSource } = collector.store;
    for (let index = 0; index < MOST_UNKNOWN; index += 1) await boundSource(`spam-${index}`, '2026-11-20');
    expect(await boundSource('another', '2026-11-20')).toBe('other');
    expect(await boundSource('another', '2026-11-21')).toBe('another');
  });
});

test('what could not be kept is not acknowledged, and the error names no reader', async () => {
  const report = vi.fn();
  const broken = await startCollector({ report });
  vi.spyOn(broken.store, 'addCount').mockRejectedValue(new Error('disk full'));
  const app = broken.app;
  const body = JSON.stringify(view());
  const answer = await app.request('/api/events', { method: 'POST', body, headers: browser });
  expect(answer.status).toBe(503);
  expect(report.mock.calls).toEqual([[new Error('disk full')]]);
  await broken.close();
});

test('a reader who hangs up in the middle is no fault that anybody is told of', async () => {
  const report = vi.fn();
  const own = await startCollector({ report });
  const statuses: number[] = [];
  const fetch: typeof own.app.fetch = async (...request) => {
    const answer = await own.app.fetch(...request);
    statuses.push(answer.status);
    return answer;
  };
  const server = await listen({ fetch }, { port: 0, host: '127.0.0.1' });
  const socket = connect(server.port, '127.0.0.1');
  const headers = Object.entries({ Host: 'localhost', ...browser, 'Content-Length': '100' });
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.write(`POST /api/events HTTP/1.1\r\n${head}\r\n{"id":`, () => socket.destroy());
  await expect.poll(() => statuses).toEqual([503]);
  expect(report).not.toHaveBeenCalled();
  await server.close();
  await own.close();
});

test('a collector at an address of its own lets the site’s pages read its answers, and no others', async () => {
  const ask = (Origin: string) => collector.app.request('/api/form-token', { headers: { Origin } });
  const allowed = async (origin: string) => (await ask(origin)).headers.get('Access-Control-Allow-Origin');
  expect(await allowed(SITE)).toBe(SITE);
  expect(await allowed('https://elsewhere.example')).toBeNull();
});
