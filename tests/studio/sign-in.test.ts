import type { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { hashPassword, isPasswordHash } from '../../integrations/studio/index.ts';
import { passwordCheck } from '../../integrations/studio/password.ts';
import { hashOf, studioWith } from './studio-with.ts';

const DAY = 86_400_000;
const OTHER = await hashOf('a new one');
const HOME = 'http://localhost';
const fromOurPage = { Origin: HOME, Accept: 'text/html' };
const clock = { now: Date.UTC(2026, 10, 20) };

/** Sessions as the database keeps them. */
let kept: Map<string, { expires: number }>;
let app: Hono;

beforeEach(() => {
  clock.now = Date.UTC(2026, 10, 20);
  kept = new Map();
  app = studioWith({ clock, kept });
});

const ask = async (path: string, headers: Record<string, string> = {}) =>
  app.request(`${HOME}${path}`, { headers });
const visit = (path: string, headers = {}) => ask(path, { Accept: 'text/html', ...headers });

function fieldOf(page: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
}

async function send(
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = fromOurPage,
) {
  return app.request(`${HOME}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) });
}

async function enter(password: string, headers = fromOurPage, base = '/studio', to = ''): Promise<Response> {
  const page = await (await visit(`${base}/sign-in`)).text();
  return send(`${base}/sign-in`, { token: fieldOf(page, 'token'), password, to }, headers);
}

/** The cookie that an answer sets, as a browser sends it back. */
const cookieOf = (answer: Response) => ({ Cookie: answer.headers.get('Set-Cookie')?.split(';')[0] ?? '' });

describe('a browser', () => {
  test('is asked for the password, and gets to the page it wanted', async () => {
    const sent = await visit('/studio/posts?lang=en&days=7');
    expect([sent.status, sent.headers.get('WWW-Authenticate')]).toEqual([303, null]);
    const asking = await (await visit(sent.headers.get('Location') ?? '')).text();
    expect(asking).toContain('<html lang="en">');
    const [token, to] = [fieldOf(asking, 'token'), fieldOf(asking, 'to').replaceAll('&amp;', '&')];
    const entered = await send('/studio/sign-in', { token, to, password: 'open sesame' });
    expect([entered.status, entered.headers.get('Location')]).toEqual([303, '/studio/posts?lang=en&days=7']);
    expect(entered.headers.get('Set-Cookie')).toMatch(
      /^byline-studio=[\w-]{43}; Max-Age=2592000; Path=\/studio; HttpOnly; SameSite=Strict$/,
    );
    expect(await (await visit('/studio/posts', cookieOf(entered))).text()).toBe('for the owner');
  });

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/blog',
    '/studio-of-another',
    'javascript:alert(1)',
  ])('that is to go to %s afterwards is not sent there', async (to) => {
    expect((await enter('open sesame', fromOurPage, '/studio', to)).headers.get('Location')).toBe('/studio');
  });

  test('has a cookie for https alone where it came by https, whatever stands between', async () => {
    const behindProxy = { ...fromOurPage, Origin: 'https://name.example', 'Sec-Fetch-Site': 'same-origin' };
    expect((await enter('open sesame', behindProxy)).headers.get('Set-Cookie')).toMatch(/; Secure/);
  });

  test('signs in below a path', async () => {
    app = studioWith({ clock, kept, base: '/blog/studio' });
    const entered = await enter('open sesame', fromOurPage, '/blog/studio', '/blog/studio/leads');
    expect(entered.headers.get('Location')).toBe('/blog/studio/leads');
    expect(entered.headers.get('Set-Cookie')).toContain('Path=/blog/studio;');
  });

  test('that followed a link on another site is sent round once, so that its cookie comes along', async () => {
    const first = await visit('/studio/leads?lang=en', { 'Sec-Fetch-Site': 'cross-site' });
    expect(first.status).toBe(200);
    expect(await first.text()).toContain('content="0; url=/studio/leads?lang=en"');
    expect((await visit('/studio/leads?lang=en', { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303);
  });
});

describe('who does not get in', () => {
  test('a wrong password, which is said and sets nothing', async () => {
    const refused = await enter('open sesam');
    expect([refused.status, refused.headers.get('Set-Cookie')]).toEqual([422, null]);
    expect(await refused.text()).toMatch(
      /<title>密码不对。.*aria-invalid="true" aria-describedby="problem"/s,
    );
    expect(kept.size).toBe(0);
  });

  test('a form without our token, one from another site, one that was open for a day', async () => {
    expect((await send('/studio/sign-in', { password: 'open sesame', token: '1.2.3' })).status).toBe(422);
    const evil = { ...fromOurPage, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    expect((await enter('open sesame', evil)).status).toBe(403);
    const page = await (await visit('/studio/sign-in')).text();
    clock.now += DAY;
    const late = await send('/studio/sign-in', { token: fieldOf(page, 'token'), password: 'open sesame' });
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('页面打开太久')]);
    expect(kept.size).toBe(0);
  });

  test('whoever guesses a token, or reads the database', async () => {
    await enter('open sesame');
    const [id = ''] = kept.keys();
    for (const token of [id, 'guess', '']) {
      expect((await visit('/studio/', { Cookie: `byline-studio=${token}` })).status).toBe(303);
    }
  });

  test('many guesses from one address, and from many', async () => {
    const from = (address: string) => ({ ...fromOurPage, 'X-Forwarded-For': address });
    const statuses = [];
    for (let guess = 0; guess < 12; guess += 1)
      statuses.push((await enter('guess', from('192.0.2.1'))).status);
    expect(statuses).toEqual([...Array(10).fill(422), 429, 429]);
    const refused = await enter('open sesame', from('192.0.2.1'));
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60']);
    clock.now += 30_000;
    expect((await enter('open sesame', from('192.0.2.1'))).status).toBe(303);
    const others = Array.from({ length: 70 }, (_, index) => enter('guess', from(`198.51.100.${index}`)));
    const answers = (await Promise.all(others)).map(({ status }) => status);
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(10);
    expect(answers.filter((status) => status === 422).length).toBeGreaterThan(40);
  });

  test('a session that has expired, or of another password', async () => {
    const cookie = cookieOf(await enter('open sesame'));
    app = studioWith({ clock, kept, password: OTHER });
    expect((await visit('/studio/', cookie)).status).toBe(303);
    app = studioWith({ clock, kept });
    expect((await visit('/studio/', cookie)).status).toBe(200);
    clock.now += 30 * DAY;
    expect((await visit('/studio/', cookie)).status).toBe(303);
  });
});

describe('signing out', () => {
  const tokenIn = async (cookie: Record<string, string>) =>
    fieldOf(await (await visit('/studio/account?lang=en', cookie)).text(), 'token');

  test('ends this session, and no other', async () => {
    const [here, there] = [cookieOf(await enter('open sesame')), cookieOf(await enter('open sesame'))];
    const out = await send('/studio/sign-out', { token: await tokenIn(here) }, { ...fromOurPage, ...here });
    expect([out.status, out.headers.get('Location')]).toEqual([303, '/studio/sign-in?lang=zh']);
    expect(out.headers.get('Set-Cookie')).toMatch(/byline-studio=; Max-Age=0; Path=\/studio/);
    expect([(await visit('/studio/', here)).status, (await visit('/studio/', there)).status]).toEqual([
      303, 200,
    ]);
  });

  test('everywhere ends all', async () => {
    const [here, there] = [cookieOf(await enter('open sesame')), cookieOf(await enter('open sesame'))];
    await send('/studio/sign-out-everywhere', { token: await tokenIn(here) }, { ...fromOurPage, ...here });
    expect([(await visit('/studio/', here)).status, (await visit('/studio/', there)).status]).toEqual([
      303, 303,
    ]);
  });

  test('is not done by another site, nor without our token', async () => {
    const here = cookieOf(await enter('open sesame'));
    const token = await tokenIn(here);
    const evil = { ...fromOurPage, ...here, Origin: 'https://evil.example' };
    expect((await send('/studio/sign-out', { token }, evil)).status).toBe(403);
    await send('/studio/sign-out', { token: 'x' }, { ...fromOurPage, ...here });
    expect((await visit('/studio/', here)).status).toBe(200);
  });
});

describe('a program', () => {
  const as = (password: string, user = 'studio') => ({
    Authorization: `Basic ${btoa(`${user}:${password}`)}`,
  });

  test('reads with the password, and is told when it is missing or wrong', async () => {
    const bare = await ask('/studio/leads');
    expect([bare.status, bare.headers.get('WWW-Authenticate')]).toEqual([401, 'Basic realm="Byline"']);
    expect((await ask('/studio/leads', as('guess'))).status).toBe(401);
    expect((await ask('/studio/leads', as('open sesame', 'admin'))).status).toBe(401);
    for (let times = 0; times < 30; times += 1) {
      expect((await ask('/studio/leads', as('open sesame'))).status).toBe(200);
    }
    expect(kept.size).toBe(0);
  });

  test('changes nothing without a session', async () => {
    const changed = await send('/studio/leads/one', { note: 'x' }, { ...fromOurPage, ...as('open sesame') });
    expect(changed.status).toBe(403);
  });

  test('guesses as slowly as a browser', async () => {
    const statuses = [];
    for (let guess = 0; guess < 12; guess += 1)
      statuses.push((await ask('/studio/', as(`guess ${guess}`))).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  });
});

describe('every answer', () => {
  test.each(['/studio/sign-in', '/studio/sign-in.css', '/studio/', '/studio/leads'])(
    '%s is kept by no cache, framed by no site and runs no script',
    async (path) => {
      const { headers } = await visit(path);
      expect(headers.get('Cache-Control')).toBe('no-store');
      expect(headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    },
  );
});

describe('a password', () => {
  test('is kept as a hash that has a salt of its own, and fits no other', async () => {
    const [one, two] = [await hashPassword('pässword 密码'), await hashPassword('pässword 密码')];
    expect(one).not.toBe(two);
    expect([isPasswordHash(one), isPasswordHash('scrypt:secret'), one.includes('ssword')]).toEqual([
      true,
      false,
      false,
    ]);
    const fits = passwordCheck(one);
    // ä in one character, and in two.
    expect(
      await Promise.all(['pässword 密码', 'pa\u0308ssword 密码', 'password', '', one].map(fits)),
    ).toEqual([true, true, false, false, false]);
  });
});
