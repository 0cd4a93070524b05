import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { browser, type Started, startCollector } from './collector.ts';

const HOUR = 3_600_000;

let started: Started;
let mails: { address: string; lang: string; link: string }[];

beforeEach(async () => {
  mails = [];
  started = await startCollector({
    newsletter: {
      address: 'https://site.example/blog',
      askToConfirm: async (asked) => {
        mails.push({ ...asked });
      },
    },
    leadPace: { burst: 20, perSecond: 0.01 },
  });
});
afterEach(() => started.close());

const send = (path: string, fields: Record<string, string> = {}, headers = browser) =>
  started.app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers });
const subscribe = (email: string, lang = 'en') => send(`/api/subscribe?lang=${lang}`, { email });
const list = async () => (await started.store.subscribers()).map(({ address, lang }) => ({ address, lang }));
/** The path that a mail's link leads to. */
const pathOf = (link = '') => link.replace('https://site.example/blog', '');

describe('somebody who subscribes', () => {
  test('is on the list once they press the button behind the link in the mail', async () => {
    const answer = await subscribe('Ann@Example.com');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('look into your mailbox');
    expect(mails).toEqual([
      {
        address: 'Ann@Example.com',
        lang: 'en',
        link: expect.stringMatching(/^https:\/\/site\.example\/blog\/api\/subscribe\/confirm\?id=/),
      },
    ]);
    expect(await list()).toEqual([]);
    const path = pathOf(mails[0]?.link);
    const opened = await started.app.request(path);
    expect(await opened.text()).toContain('<form method="post">');
    expect(await list()).toEqual([]);
    expect((await send(path)).status).toBe(200);
    expect(await list()).toEqual([{ address: 'ann@example.com', lang: 'en' }]);
    expect((await send(path)).status).toBe(200);
    expect(await list()).toHaveLength(1);
  });

  test('leaves by one click of their mail program, which has no origin of ours, and nothing of them is left', async () => {
    await subscribe('ann@example.com');
    await send(pathOf(mails[0]?.link));
    const [{ id } = expect.fail('nobody subscribed')] = await started.store.subscribers();
    const leave = `/api/unsubscribe?id=${id}`;
    expect((await started.app.request(leave)).status).toBe(200);
    expect(await list()).toHaveLength(1);
    const oneClick = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send(leave, { 'List-Unsubscribe': 'One-Click' }, oneClick)).status).toBe(200);
    expect(await list()).toEqual([]);
    expect((await send(leave)).status).toBe(200);
    expect((await send(pathOf(mails[0]?.link))).status).toBe(404);
  });

  test('is answered in the language of the page, and asked in it', async () => {
    expect(await (await subscribe('ann@example.com', 'zh')).text()).toContain('请查收邮件');
    expect(mails[0]?.lang).toBe('zh');
  });
});

describe('the form', () => {
  test('says nothing of who is on the list, and mails nobody twice within the hour', async () => {
    const first = await (await subscribe('ann@example.com')).text();
    expect(await (await subscribe('ann@example.com')).text()).toBe(first);
    expect(mails).toHaveLength(1);
    started.clock.now += HOUR;
    await subscribe('ANN@example.com');
    expect(mails).toHaveLength(2);
    expect(mails[1]?.link).toBe(mails[0]?.link);
    await send(pathOf(mails[0]?.link));
    started.clock.now += 2 * HOUR;
    expect(await (await subscribe('ann@example.com')).text()).toBe(first);
    expect(mails).toHaveLength(2);
  });

  test('forgets an address that was asked and did not answer', async () => {
    await subscribe('ann@example.com');
    started.clock.now += 49 * HOUR;
    await subscribe('bob@example.com');
    expect((await send(pathOf(mails[0]?.link))).status).toBe(404);
    expect((await send(pathOf(mails[1]?.link))).status).toBe(200);
    expect(await list()).toEqual([{ address: 'bob@example.com', lang: 'en' }]);
  });

  test.each([
    ['another site', { email: 'ann@example.com' }, { ...browser, Origin: 'https://evil.example' }, 403],
    ['a program that fills in everything', { email: 'ann@example.com', blank: 'x' }, browser, 403],
    ['no address', { email: 'ann' }, browser, 422],
    ['a header in the address', { email: 'ann@example.com\r\nBcc: bob@example.com' }, browser, 422],
  ])('takes nothing from %s', async (_, fields, headers, status) => {
    expect((await send('/api/subscribe', fields, headers)).status).toBe(status);
    expect(mails).toEqual([]);
  });

  test('takes so many from one address, and no more', async () => {
    const answers = [];
    for (let count = 0; count < 21; count += 1)
      answers.push((await subscribe(`a${count}@example.com`)).status);
    expect(answers.at(-1)).toBe(429);
    expect(mails).toHaveLength(20);
  });

  test('runs no script, and is not kept', async () => {
    const { headers } = await started.app.request('/api/subscribe');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

test('an owner deletes an address by name', async () => {
  await subscribe('ann@example.com');
  await send(pathOf(mails[0]?.link));
  expect(await started.store.forgetSubscriber('ann@example.com')).toBe(true);
  expect(await started.store.forgetSubscriber('ann@example.com')).toBe(false);
  expect(await list()).toEqual([]);
});

test('without a newsletter there is no form', async () => {
  const bare = await startCollector();
  expect((await bare.app.request('/api/subscribe')).status).toBe(404);
  await bare.close();
});
