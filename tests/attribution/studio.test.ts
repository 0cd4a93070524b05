import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defineSite, inLanguage } from '#domain';
import { answers } from '../../integrations/attribution/collector/guard.ts';
import { deriveKey } from '../../integrations/attribution/derive-key.ts';
import { createLive, type Live, watched } from '../../integrations/attribution/live.ts';
import { loadModels } from '../../integrations/attribution/load-models.ts';
import { reportSettings } from '../../integrations/attribution/read-report.ts';
import { openReports, type Reports } from '../../integrations/attribution/reports.ts';
import { studioRoutes } from '../../integrations/attribution/studio.ts';
import { signFormToken } from '../../integrations/studio/index.ts';
import { sessionId } from '../../integrations/studio/session-id.ts';
import { settings } from '../checkout.ts';
import { conversion, count, entry, journey, lead, NOW, offers } from './builders.ts';
import { type Started, startCollector } from './collector/collector.ts';

const models = await loadModels();
const site = defineSite(settings);
const DAY = 86_400_000;
const secrets = { secret: 'a secret of this test', password: 'open sesame' };
/** A browser that is signed in. */
const asOwner = { Cookie: 'byline-studio=token-of-this-test' };
const fromOurPage = { ...asOwner, Origin: 'http://localhost' };
const person = { name: '<b>Eve</b>', email: 'eve@reader.example', message: 'Hello & welcome' };
const told = { ...journey(['dev']), reads: [{ at: NOW - 5, key: 'hello' }] };
const asked = conversion({ id: 'lead-one', worth: { amount: 100_00, currency: 'CNY' }, journey: told });

/** Keys of Studio are derived from the site's secret. */
const key = deriveKey(secrets.secret, 'studio').toString('base64url');
const ownSession = sessionId('token-of-this-test', { ...secrets, secret: key });

let started: Started;
let reports: Reports;
let live: Live;
let studio: ReturnType<typeof studioRoutes>;

beforeEach(async () => {
  started = await startCollector();
  const { store, database, clock } = started;
  const posts = [{ id: 'hello', title: 'Hello, world', series: undefined, tags: [], updated: NOW - DAY }];
  const content = reportSettings(site, {
    posts,
    offers,
    publications: [
      { channel: 'dev', post: 'hello', url: 'https://dev.to/x', at: NOW - 10 * DAY, state: 'published' },
    ],
  });
  reports = openReports(database, content);
  live = createLive(() => clock.now);
  const titles = new Map([['hello', 'Hello, world']]);
  const now = () => clock.now;
  const ads = offers.map((each) => (each.kind === 'ad' ? { ...each, url: 'https://host.example' } : each));
  const shown = { reports, live, content, offers: ads, titles, models, site };
  studio = studioRoutes({ ...shown, store, ...secrets, now });
  await store.addSession({ id: ownSession, at: NOW, expires: NOW + 30 * DAY });
  await store.addCount(count({ at: NOW - 5, post: 'hello', source: 'dev' }));
  await store.addLead(lead({ conversion: asked, ...person }));
  const click = conversion({
    ...{ kind: 'ad-click', offer: 'hosting', proof: 'claimed', worth: { amount: 50, currency: 'CNY' } },
    journey: { arrivals: [], reads: [], gap: 'gpc' },
  });
  await store.addClick(click, count({ id: click.id, kind: 'click', offer: 'hosting', source: null }));
  store.countDrop('bot');
});

afterEach(async () => {
  await reports.close();
  await started.close();
});

const ask = async (path = '/', headers: Record<string, string> = asOwner) =>
  studio.request(path, { headers });

function send(path: string, fields: Record<string, string>, headers: Record<string, string> = fromOurPage) {
  const token = signFormToken(key, started.clock.now);
  const body = new URLSearchParams({ lang: 'en', token, ...fields });
  return studio.request(path, { method: 'POST', headers, body });
}

const win = (amount: string, headers = fromOurPage, id = 'lead-one') =>
  send(`/leads/${id}/won`, { amount }, headers);

test('what stands for no post, no channel and no count is said in words', async () => {
  await started.store.addCount(count({ at: NOW - 4 }));
  for (const reason of Object.keys(answers)) started.store.countDrop(reason);
  const said = async (lang: string) =>
    (
      await Promise.all(
        ['/posts', '/channels', '/dropped'].map(async (path) => (await ask(`${path}?lang=${lang}`)).text()),
      )
    ).join('');
  const [zh, en] = [await said('zh'), await said('en')];
  expect(zh).toContain('<th scope="row">（无文章）</th>');
  expect(zh).toContain('<th scope="row">（未知）</th>');
  expect(zh).toContain('<th scope="row">直接访问</th>');
  expect(zh).toContain('<th scope="row">没有这个产品</th>');
  expect(zh).not.toMatch(/<th scope="row">[^<]*(none|direct|unknown)/);
  expect(en).toContain('<th scope="row">direct</th>');
  const codes = Object.keys(answers).map((reason) => `<th scope="row">${reason}</th>`);
  expect(codes.filter((code) => (zh + en).includes(code))).toEqual([]);
});

test.each(['/', '/report.css', '/leads/lead-one/won'])('%s is the owner’s alone', async (path) => {
  expect((await ask(path, {})).status).toBe(401);
  expect((await ask(path, { Cookie: 'byline-studio=guess' })).status).toBe(401);
});

test('is found where it is mounted, with a slash at the end and without', async () => {
  const app = new Hono().route('/studio', studio);
  const at = (path: string) => Promise.resolve(app.request(path, { headers: asOwner }));
  expect((await at('/studio')).status).toBe(200);
  expect((await at('/studio/')).headers.get('Location')).toBe('/studio');
  expect((await at('/studio/?lang=en')).headers.get('Location')).toBe('/studio?lang=en');
  expect((await app.request('/studio/')).status).toBe(401);
});

test('is kept by no cache and no search engine, and runs no script', async () => {
  const answer = await ask();
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex',
  });
  expect(await answer.text()).not.toContain('<script');
});

test('the overview shows posts, channels and offers by their titles, and how far to believe it', async () => {
  const page = await (await ask('/?lang=en')).text();
  for (const text of [
    ...[
      'Hello, world',
      'dev',
      'Consulting',
      'CN¥100.50',
      '50% of the conversions rest',
      'asks not to be followed',
    ],
    'Only 2 conversions',
  ]) {
    expect(page).toContain(text);
  }
  expect(page).not.toContain('<th scope="row">hello</th>');
});

test.each([
  { path: '/posts', texts: ['Hello, world', '/studio/posts/hello?lang=en'] },
  {
    path: '/posts/hello',
    texts: [
      '<h1>Hello, world</h1>',
      '2026-11-16',
      '<svg',
      'DEV',
      'https://dev.to/x',
      'out of date',
      'Consulting',
    ],
  },
  { path: '/sponsors', texts: ['Hosting', 'Clicks of seen', 'Make an address'] },
  { path: '/live', texts: ['Nobody is reading right now'] },
  { path: '/posts/never-read', texts: ['Nothing yet'] },
  { path: '/channels', texts: ['DEV', '(unknown)'] },
  { path: '/offers', texts: ['Hosting', 'Consulting'] },
  { path: '/models', texts: ['First touch', 'Markov, all readers', 'Shapley', 'Hello, world'] },
  { path: '/journeys', texts: ['→ DEV', 'Hello, world', 'ad click', 'asks not to be followed'] },
  { path: '/leads', texts: ['&lt;b&gt;Eve&lt;/b&gt;', 'Hello &amp; welcome', 'new · 1'] },
  { path: '/dropped', texts: ['a robot', 'This browser is not counted.'] },
])('$path shows $texts', async ({ path, texts }) => {
  const answer = await ask(`${path}?lang=en`);
  expect(answer.status).toBe(200);
  const page = await answer.text();
  for (const text of texts) expect(page).toContain(text);
  expect(page).not.toContain('<script');
});

test('speaks the site’s first language, and reports by the model and period asked for', async () => {
  expect(await (await ask()).text()).toContain('<html lang="zh">');
  const page = await (await ask('/?lang=en&model=first-touch&days=7')).text();
  expect(page).toContain(inLanguage(models.get('first-touch')?.about ?? '', 'en'));
  expect(page).toMatch(/<option value="7" selected/);
  expect(page).toContain('/studio/channels?lang=en&amp;days=7&amp;model=first-touch');
});

test.each([
  { amount: '12000.00 CNY', earned: { amount: 12_000_00, currency: 'CNY' } },
  { amount: '12,000', earned: { amount: 12_000_00, currency: 'CNY' } },
  { amount: '900.50 USD', earned: { amount: 900_50, currency: 'USD' } },
])('a lead is won with $amount', async ({ amount, earned }) => {
  const answer = await win(amount);
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/studio/leads?lang=en']);
  expect(await started.store.entriesOf('lead-one')).toMatchObject([{ money: earned, kind: 'sale' }]);
  expect(await started.store.leads()).toMatchObject([{ state: 'won' }]);
});

test('a lead is won with a retainer, month by month', async () => {
  expect((await send('/leads/lead-one/won', { amount: '1000.00 CNY', months: '3' })).status).toBe(303);
  const entries = await started.store.entriesOf('lead-one');
  expect(entries.map(({ kind, money }) => [kind, money.amount])).toEqual(
    Array(3).fill(['retainer', 1000_00]),
  );
  const monthOf = (at: number) =>
    new Date(at).toLocaleDateString('sv', { timeZone: site.timeZone }).slice(0, 7);
  expect(entries.map(({ at }) => monthOf(at))).toEqual(['2026-11', '2026-12', '2027-01']);
});

test('a lead moves on, with a next step, a day and a note', async () => {
  const fields = { state: 'contacted', next: 'Call back', on: '2026-12-01', note: 'Wants a date' };
  expect((await send('/leads/lead-one', fields)).status).toBe(303);
  expect(await started.store.leads()).toMatchObject([
    { state: 'contacted', nextStep: 'Call back', nextDay: '2026-12-01' },
  ]);
  const page = await (await ask('/leads?lang=en')).text();
  for (const text of ['contacted · 1', 'Call back', 'Wants a date']) expect(page).toContain(text);
});

test('what to do next is said with its figures, and where to do it', async () => {
  const old = conversion({ id: 'lead-old', at: NOW - 5 * DAY });
  await started.store.addLead(lead({ conversion: old, name: 'Mallory' }));
  // One view says nothing about an offer.
  expect(await (await ask('/?lang=en')).text()).not.toContain('Nobody saw');
  for (let view = 1; view < 30; view += 1)
    await started.store.addCount(count({ at: NOW - 5, post: 'hello' }));
  const page = await (await ask('/?lang=en')).text();
  for (const text of [
    'What to do next',
    'Mallory wrote about “Consulting” 5 days ago',
    'You changed “Hello, world” since its copies were sent: DEV',
    'Nobody saw “Course” in 30 views',
    '/studio/posts/hello?lang=en',
  ]) {
    expect(page).toContain(text);
  }
});

test('a lead is written down by hand, with its worth; what does not fit is told', async () => {
  const fields = { offer: 'course', name: 'Zoe', email: 'zoe@reader.example', worth: '800' };
  expect((await send('/leads', fields)).status).toBe(303);
  const [written] = (await started.store.leads()).filter(({ name }) => name === 'Zoe');
  expect(written?.conversion).toMatchObject({
    worth: { amount: 800_00, currency: 'CNY' },
    proof: 'recorded',
  });
  for (const own of [{ email: 'zoe' }, { name: '' }, { worth: 'much' }, { offer: 'nothing' }]) {
    expect((await send('/leads', { ...fields, ...own })).status).toBe(422);
  }
  expect(await started.store.leads()).toHaveLength(2);
});

test('what a lead may bring changes with the talks', async () => {
  expect((await send('/leads/lead-one', { state: 'proposal', worth: '9000.00 CNY' })).status).toBe(303);
  expect((await started.store.conversion('lead-one'))?.worth).toEqual({ amount: 9000_00, currency: 'CNY' });
  expect((await send('/leads/lead-one', { state: 'proposal', worth: 'much' })).status).toBe(422);
});

test('all about an e-mail address is handed over, and deleted', async () => {
  const email = person.email.toUpperCase();
  const asking = { id: 'sub-one', address: person.email, lang: 'en', at: NOW };
  await started.store.askSubscriber(asking);
  await started.store.confirmSubscriber('sub-one', NOW);
  const answer = await send('/people/export', { email });
  expect(answer.headers.get('Content-Disposition')).toContain('attachment');
  expect(await answer.json()).toMatchObject({
    leads: [{ name: person.name, conversion: { id: 'lead-one' } }],
    subscribers: [{ address: person.email }],
  });
  expect((await send('/people/forget', { email })).status).toBe(303);
  expect(await started.store.leads()).toEqual([]);
  expect(await started.store.subscribers()).toEqual([]);
  for (const deed of ['export', 'forget'])
    expect((await send(`/people/${deed}`, { email })).status).toBe(404);
});

test('the address of a sponsor’s report is made and taken back', async () => {
  expect((await send('/sponsors/hosting/links', {})).status).toBe(303);
  const [link] = await started.store.reportLinks();
  expect(link).toMatchObject({ offer: 'hosting', key: expect.stringMatching(/^[\w-]{24}$/) });
  expect(await (await ask('/sponsors?lang=en')).text()).toContain(`/sponsor-reports/${link?.key}`);
  expect((await send(`/sponsors/links/${link?.key}/back`, {})).status).toBe(303);
  expect(await started.store.reportLinks()).toEqual([]);
  expect((await send('/sponsors/course/links', {})).status).toBe(404);
});

test('what happens right now is shown from memory, and forgotten', async () => {
  const store = watched(started.store, live);
  const now = count({ id: 'live-1', post: 'hello', source: 'juejin.cn' });
  await store.addCount(now);
  await store.addCount(now);
  const page = await (await ask('/live?lang=en')).text();
  expect(page).toContain('view: Hello, world ← Juejin');
  expect(page.match(/view: Hello/g)).toHaveLength(1);
  started.clock.now += 31 * 60_000;
  expect(await (await ask('/live?lang=en')).text()).toContain('Nobody is reading');
});

test('the same person writing again is said to be so', async () => {
  const again = conversion({ id: 'lead-two', at: NOW + 1 });
  await started.store.addLead(lead({ conversion: again, ...person }));
  const page = await (await ask('/leads?lang=en')).text();
  expect(page.match(/has written before/g)).toHaveLength(1);
});

test.each([
  { name: 'no money', answer: () => win('a lot'), status: 422, text: '“a lot” is not money' },
  {
    name: 'no such lead',
    answer: () => win('1.00 CNY', fromOurPage, 'other'),
    status: 404,
    text: 'no such lead',
  },
  {
    name: 'another site’s form',
    answer: () => win('1.00 CNY', { ...asOwner, Origin: 'https://evil.example' }),
    status: 403,
    text: 'Forbidden',
  },
  {
    name: 'a page open too long',
    answer: () => send('/leads/lead-one/won', { amount: '1', token: signFormToken(key, NOW - 86_400_000) }),
    status: 403,
    text: 'open too long',
  },
  {
    name: 'a form without a token',
    answer: () => send('/leads/lead-one', { note: 'x', token: '' }),
    status: 403,
    text: 'open too long',
  },
])('$name changes nothing', async ({ answer, status, text }) => {
  const refused = await answer();
  expect(refused.status).toBe(status);
  expect(await refused.text()).toContain(text);
  expect(await started.store.entriesOf('lead-one')).toEqual([]);
  expect(await started.store.leadNotes()).toEqual([]);
});

test('the owner’s browser is not counted, until they say otherwise', async () => {
  const cookieOf = (answer: Response) => answer.headers.get('Set-Cookie')?.split(';')[0] ?? '';
  const ignored = cookieOf(await ask());
  expect(ignored).toBe('byline-owner=ignored');
  const counted = cookieOf(
    await send('/owner', { owner: 'counted' }, { ...fromOurPage, Cookie: `${asOwner.Cookie}; ${ignored}` }),
  );
  expect(counted).toBe('byline-owner=counted');
  const page = await ask('/dropped?lang=en', { Cookie: `${asOwner.Cookie}; ${counted}` });
  expect(page.headers.get('Set-Cookie')).toBeNull();
  expect(await page.text()).toContain('This browser is counted');
  const overview = await (await ask('/?lang=en', { Cookie: `${asOwner.Cookie}; ${counted}` })).text();
  expect(overview).toMatch(/This browser is counted.*name="owner" value="ignored"/s);
  const back = await send(
    '/owner',
    { owner: 'ignored', page: 'overview' },
    { ...fromOurPage, Cookie: `${asOwner.Cookie}; ${counted}` },
  );
  expect(back.headers.get('Location')).toBe('/studio?lang=en');
  const strayed = await send('/owner', { owner: 'ignored', page: '//evil.example' });
  expect(strayed.headers.get('Location')).toBe('/studio/dropped?lang=en');
});

test('a report is read on a thread of its own: this one goes on meanwhile', async () => {
  await started.store.addEntries(
    Array.from({ length: 2_000 }, () => entry({ conversion: 'lead-one', at: NOW - 1 })),
  );
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 1);
  const report = await reports.report({ model: 'markov', from: 0, to: NOW + 1 });
  clearInterval(ticking);
  expect(report.totals.earned).toEqual([{ amount: 2_000 * 100_00, currency: 'CNY' }]);
  expect(turns).toBeGreaterThan(0);
});

test('the overview says how far the goals of the month and the year are reached', async () => {
  const goals = { month: { money: '2000.00 CNY', leads: 4 }, year: { readers: 100 } };
  const aiming = defineSite({ ...settings, goals });
  const posts = [{ id: 'hello', title: 'Hello, world', series: undefined, tags: [] }];
  const { store, database, clock } = started;
  // The site's October has nine hours of UTC's November.
  await store.addEntries([
    entry({ at: NOW, money: { amount: 500_00, currency: 'CNY' } }),
    entry({ at: NOW - 60 * 86_400_000, money: { amount: 900_00, currency: 'CNY' } }),
    entry({ at: NOW, money: { amount: 5_00, currency: 'USD' } }),
  ]);
  await store.addCount(count({ firstThisMonth: true }));
  await store.addCount(count({ at: NOW - 60 * 86_400_000, firstThisMonth: true }));
  const content = reportSettings(aiming, { posts, publications: [], offers });
  const aimed = openReports(database, content);
  const shown = { reports: aimed, live, content, offers, titles: new Map(), models, site: aiming };
  const own = { ...shown, store, ...secrets };
  const page = await studioRoutes({ ...own, now: () => clock.now }).request('/?lang=en', {
    headers: asOwner,
  });
  const text = await page.text();
  await aimed.close();
  expect(text).toContain('aria-label="Money this month: 25%"');
  expect(text).toMatch(/Leads this month.*1 <small>\/ 4<\/small>/s);
  expect(text).toMatch(/Readers this year.*2 <small>\/ 100<\/small>/s);
  // 20 November, noon: 19.5 days of 30.
  expect(text).toContain('25% · 65% of the month has passed');
});

test('where no goal is set the overview has none', async () => {
  expect(await (await ask('/?lang=en')).text()).not.toContain('<progress');
});

test('a post says where its links led', async () => {
  const { store } = started;
  for (const source of ['github.com', 'github.com', '<b>.example']) {
    await store.addCount(count({ kind: 'out', post: 'hello', source }));
  }
  await store.addCount(count({ kind: 'file', post: 'hello', source: '/talk.pdf' }));
  const text = await (await ask('/posts/hello?lang=en')).text();
  expect(text).toMatch(/Links out, by host.*github\.com<\/th><td class="number">2</s);
  expect(text).toMatch(/Files, by path.*\/talk\.pdf<\/th><td class="number">1</s);
  expect(text).not.toContain('<b>.example');
});

test('the posts that bring advertisers stand before the offers', async () => {
  const { store, database, clock } = started;
  const kit = { ...offers[0], id: 'media-kit', kind: 'ad', title: 'Media kit' } as (typeof offers)[number];
  await store.addLead(lead({ conversion: conversion({ offer: 'media-kit', journey: told }) }));
  const posts = [{ id: 'hello', title: 'Hello, world', series: undefined, tags: [] }];
  const all = [...offers, kit];
  const content = reportSettings(site, { posts, publications: [], offers: all });
  const own = openReports(database, content);
  const titles = new Map([['hello', 'Hello, world']]);
  const settings = { store, reports: own, live, content, offers: all, titles, models, site, ...secrets };
  const page = await studioRoutes({ ...settings, now: () => clock.now }).request('/offers?lang=en', {
    headers: asOwner,
  });
  const text = await page.text();
  await own.close();
  expect(text).toMatch(/Posts that bring advertisers.*Hello, world.*Media kit/s);
});
