import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NOW } from '../builders.ts';
import { always, browser, SITE, type Started, startCollector, view } from './collector.ts';

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

async function touches(): Promise<unknown[]> {
  return collector.store.touchCounts(always);
}

describe('a view', () => {
  const ours = '?utm_source=dev&utm_medium=syndication&utm_campaign=hello';
  test.each([
    { name: 'by a link of ours', url: `/${ours}`, post: undefined, kept: { post: 'hello', channel: 'dev' } },
    {
      name: 'by one edition to another post',
      url: `/${ours}`,
      post: 'bonjour',
      kept: { post: 'hello', channel: 'dev' },
    },
    {
      name: 'by a link that invents a post',
      url: `/${ours}!`,
      post: 'bonjour',
      kept: { post: 'bonjour', channel: 'dev' },
    },
    {
      name: 'of a post',
      url: '/posts/bonjour/',
      post: 'bonjour',
      kept: { post: 'bonjour', channel: 'direct' },
    },
    { name: 'of a post nobody wrote', url: '/', post: 'forged', kept: { post: null, channel: 'direct' } },
  ])('$name', async ({ url, post, kept }) => {
    const answer = await send(view({ url: SITE + url, post }));
    expect([answer.status, answer.headers.get('X-Byline')]).toEqual([202, null]);
    expect(await touches()).toEqual([{ ...kept, touches: 1 }]);
  });

  test('keeps neither the address nor the browser’s time', async () => {
    const addTouch = vi.spyOn(collector.store, 'addTouch');
    const sent = view({ url: `${SITE}/a/?email=me@mail.example&ref=hn#top`, at: 5, proof: 'recorded' });
    await send(sent);
    expect(addTouch.mock.calls).toEqual([
      [{ id: sent['id'], reader: sent['reader'], at: NOW, post: null, channel: 'hn' }],
    ]);
  });

  test.each([
    { name: 'a query', own: { url: `${SITE}/?fbclid=${'x'.repeat(2100)}&utm_source=dev` }, channel: 'dev' },
    { name: 'a path', own: { url: `${SITE}/${'x'.repeat(2100)}?utm_source=dev` }, channel: 'dev' },
    { name: 'a referrer', own: { referrer: `https://dev.to/?q=${'x'.repeat(2100)}` }, channel: 'dev' },
  ])('is counted however long $name is', async ({ own, channel }) => {
    expect((await send(view(own))).headers.get('X-Byline')).toBeNull();
    expect(await touches()).toEqual([{ post: null, channel, touches: 1 }]);
  });

  test('from the collector’s own origin needs no list', async () => {
    const own = { Origin: 'http://127.0.0.1:4321', 'Sec-Fetch-Site': 'same-origin' };
    expect((await send(view({ url: 'http://127.0.0.1:4321/' }), own)).headers.get('X-Byline')).toBeNull();
    expect(await touches()).toHaveLength(1);
  });
});

describe('a click', () => {
  test.each([
    { offer: 'hosting', kind: 'ad-click' },
    { offer: 'course', kind: 'course-click' },
  ])('on $offer is a $kind, on a browser’s word', async ({ offer, kind }) => {
    expect((await send(click({ offer }))).status).toBe(202);
    const [journey] = await collector.store.journeys(always, 1);
    expect(journey?.conversion).toMatchObject({ offer, kind, proof: 'claimed', earned: null, at: NOW });
  });
});

describe('what is not counted has a reason', () => {
  const robot = 'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)';
  test.each([
    { reason: 'bot', status: 202, headers: { 'User-Agent': robot } },
    { reason: 'bot', status: 202, headers: { 'User-Agent': '' } },
    { reason: 'prefetch', status: 202, headers: { 'Sec-Purpose': 'prefetch;prerender' } },
    { reason: 'gpc', status: 202, headers: { 'Sec-GPC': '1' } },
    { reason: 'foreign-origin', status: 403, headers: { Origin: 'https://elsewhere.example' } },
    { reason: 'foreign-origin', status: 403, headers: { Origin: 'null' } },
    { reason: 'foreign-origin', status: 403, event: view({ url: 'https://elsewhere.example/' }) },
    { reason: 'unknown-offer', status: 202, event: click({ offer: 'nothing' }) },
    { reason: 'unknown-offer', status: 202, event: click({ offer: 'consulting' }) },
    { reason: 'malformed', status: 400, event: 'not json' },
    { reason: 'malformed', status: 400, event: '[]' },
    { reason: 'malformed', status: 400, event: view({ reader: 'me' }) },
    { reason: 'malformed', status: 400, event: view({ url: 'javascript:alert(1)' }) },
    { reason: 'malformed', status: 400, event: view({ post: 'x'.repeat(500) }) },
    { reason: 'too-large', status: 413, event: view({ referrer: 'x'.repeat(9000) }) },
  ])('$reason ($status, %#)', async ({ reason, status, event = view(), headers = {} }) => {
    const answer = await send(event, headers);
    expect([answer.status, answer.headers.get('X-Byline')]).toEqual([status, reason]);
    expect(await collector.store.drops(always)).toEqual([{ reason, times: 1 }]);
    expect(await touches()).toEqual([]);
    expect(await collector.store.journeys(always, 1)).toEqual([]);
  });

  test('a request that is no browser’s says no origin', async () => {
    const { Origin: _, ...headers } = browser;
    const request = { method: 'POST', body: JSON.stringify(view()), headers };
    const answer = await collector.app.request('/api/events', request);
    expect(answer.headers.get('X-Byline')).toBe('foreign-origin');
  });

  test('replay', async () => {
    const event = view();
    await send(event);
    expect((await send(event)).headers.get('X-Byline')).toBe('replay');
  });

  test('repeat', async () => {
    await send(click());
    collector.clock.now += 60_000;
    expect((await send(click())).headers.get('X-Byline')).toBe('repeat');
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
    for (let count = 0; count < 3; count += 1) statuses.push((await send('x'.repeat(9000))).status);
    expect(statuses).toEqual([413, 413, 429]);
  });
});

test('what could not be kept is not acknowledged, and the error names no reader', async () => {
  const report = vi.fn();
  const broken = await startCollector({ report });
  vi.spyOn(broken.store, 'addTouch').mockRejectedValue(new Error('disk full'));
  const app = broken.app;
  const body = JSON.stringify(view());
  const answer = await app.request('/api/events', { method: 'POST', body, headers: browser });
  expect(answer.status).toBe(503);
  expect(report.mock.calls).toEqual([[new Error('disk full')]]);
  await broken.close();
});

test('a collector at an address of its own lets the site’s pages read its answers, and no others', async () => {
  const ask = (Origin: string) => collector.app.request('/api/form-token', { headers: { Origin } });
  const allowed = async (origin: string) => (await ask(origin)).headers.get('Access-Control-Allow-Origin');
  expect(await allowed(SITE)).toBe(SITE);
  expect(await allowed('https://elsewhere.example')).toBeNull();
});
