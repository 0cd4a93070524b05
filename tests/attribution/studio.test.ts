import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defineSite, inLanguage } from '#domain';
import { answers } from '../../integrations/attribution/collector/guard.ts';
import { loadModels } from '../../integrations/attribution/load-models.ts';
import { studioRoutes } from '../../integrations/attribution/studio.ts';
import { settings } from '../checkout.ts';
import { conversion, NOW, offers, touch } from './builders.ts';
import { type Started, startCollector } from './collector/collector.ts';

const models = await loadModels();
const asOwner = { Authorization: `Basic ${btoa('studio:open sesame')}` };
const fromOurPage = { ...asOwner, Origin: 'http://localhost' };
const lead = conversion({ id: 'lead-one' });
const person = { name: '<b>Eve</b>', email: 'eve@reader.example', message: 'Hello & welcome' };

let started: Started;
let studio: ReturnType<typeof studioRoutes>;

beforeEach(async () => {
  started = await startCollector();
  const { store } = started;
  studio = studioRoutes({
    store,
    offers,
    models,
    site: defineSite(settings),
    password: 'open sesame',
    now: () => started.clock.now,
  });
  await store.addTouch(touch({ at: NOW - 5, post: 'hello', channel: 'dev' }));
  await store.addLead({ conversion: lead, ...person });
  await store.addClick(conversion({ kind: 'ad-click', offer: 'hosting', proof: 'claimed' }), 1);
  store.countDrop('bot');
});

afterEach(() => started.close());

const ask = async (path = '/', headers: Record<string, string> = asOwner) =>
  studio.request(path, { headers });

function win(amount: string, headers: Record<string, string> = fromOurPage, id = 'lead-one') {
  return studio.request(`/leads/${id}/won`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ amount, lang: 'en' }),
  });
}

test('what stands for no post, no channel and no count is said in words', async () => {
  await started.store.addTouch(touch({ at: NOW - 4, post: null, channel: 'direct' }));
  for (const reason of Object.keys(answers)) started.store.countDrop(reason);
  const said = async (lang: string) => (await ask(`/?lang=${lang}`)).text();
  const [zh, en] = [await said('zh'), await said('en')];
  expect(zh).toContain('<th scope="row">（无文章）</th>');
  expect(zh).toContain('<th scope="row">直接访问</th>');
  expect(zh).toContain('<th scope="row">没有这个产品</th>');
  expect(zh).not.toMatch(/<th scope="row">[^<]*(none|direct)/);
  expect(en).toContain('<th scope="row">direct</th>');
  const codes = Object.keys(answers).map((reason) => `<th scope="row">${reason}</th>`);
  expect(codes.filter((code) => (zh + en).includes(code))).toEqual([]);
});

test.each(['/', '/report.css', '/leads/lead-one/won'])('%s asks for the password', async (path) => {
  const bare = await ask(path, {});
  expect([bare.status, bare.headers.get('WWW-Authenticate')]).toEqual([401, 'Basic realm="Byline"']);
  expect((await ask(path, { Authorization: `Basic ${btoa('studio:guess')}` })).status).toBe(401);
});

test('passwords are guessed slowly, however many at once; a right one uses none up', async () => {
  for (let count = 0; count < 20; count += 1) expect((await ask()).status).toBe(200);
  const guess = () => ask('/', { Authorization: `Basic ${btoa('studio:guess')}` });
  const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await guess()).status));
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  expect((await ask('/', {})).status).toBe(401);
  expect((await ask()).headers.get('Retry-After')).toMatch(/^\d+$/);
  started.clock.now += 30_000;
  expect((await ask()).status).toBe(200);
});

test('is found where it is mounted, with a slash at the end and without', async () => {
  const app = new Hono().route('/studio', studio);
  const at = (path: string) => Promise.resolve(app.request(path, { headers: asOwner }));
  expect((await at('/studio')).status).toBe(200);
  expect((await at('/studio/')).headers.get('Location')).toBe('/studio');
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

test('shows posts, channels, offers, leads and what was left out', async () => {
  const page = await (await ask('/?lang=en')).text();
  for (const text of [
    'hello',
    'dev',
    'Consulting',
    'CN¥100.50',
    '50% of the conversions',
    'eve@reader.example',
    'a robot',
  ]) {
    expect(page).toContain(text);
  }
  expect(page).toContain('&lt;b&gt;Eve&lt;/b&gt;');
});

test('speaks the site’s first language, and reports by the model and period asked for', async () => {
  expect(await (await ask()).text()).toContain('<html lang="zh">');
  const page = await (await ask('/?lang=en&model=first-touch&days=7')).text();
  expect(page).toContain(inLanguage(models.get('first-touch')?.about ?? '', 'en'));
  expect(page).toMatch(/<option value="7" selected/);
});

test.each([
  { amount: '12000.00 CNY', earned: { amount: 12_000_00, currency: 'CNY' } },
  { amount: '12,000', earned: { amount: 12_000_00, currency: 'CNY' } },
  { amount: '900.50 USD', earned: { amount: 900_50, currency: 'USD' } },
])('a lead is won with $amount', async ({ amount, earned }) => {
  const answer = await win(amount);
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/studio?lang=en']);
  expect((await started.store.leads())[0]?.conversion).toEqual({ ...lead, earned, proof: 'recorded' });
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
])('$name changes nothing', async ({ answer, status, text }) => {
  const refused = await answer();
  expect(refused.status).toBe(status);
  expect(await refused.text()).toContain(text);
  expect((await started.store.leads())[0]?.conversion.earned).toBeNull();
});
