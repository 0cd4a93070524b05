import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createSend } from '../../integrations/syndication/network/send.ts';
import { type ConnectProxy, startConnectProxy } from '../servers/connect-proxy.ts';
import { type App, type Listening, listen } from '../servers/listen.ts';
import startWeChat from '../servers/wechat-stand-in.ts';
import { startSmallSite } from './small-site.ts';

describe('a channel with a proxy', () => {
  let server: Listening;
  let asked: Asked[];

  beforeEach(async () => {
    asked = [];
    const app: App = new Hono();
    app.all('*', async ({ req, json, body }) => {
      asked.push({ path: req.path, body: await req.text(), type: req.header('content-type') ?? '' });
      if (req.path === '/empty') return body(null, 204);
      return req.path === '/moved' ? body(null, 301, { location: '/elsewhere' }) : json({ said: req.path });
    });
    server = await listen(app);
  });
  afterEach(() => server.close());

  async function open(how: Parameters<typeof startConnectProxy>[0] = {}, login?: string) {
    const proxy = await startConnectProxy(how);
    onTestFinished(() => proxy.close());
    const settings = { url: proxy.url, login, loginVariable: 'GZH_PROXY_LOGIN' };
    const send = createSend(['secret word'], { proxy: settings, timeout: 5_000, backoff: () => 1 });
    return {
      proxy,
      send,
      write: () => send.json({ method: 'POST', url: `${server.origin}/a`, body: { a: 1 } }),
    };
  }

  test('sends every kind of request through it', async () => {
    const { proxy, send, write } = await open();
    const parts = new FormData();
    parts.set('media', new Blob(['picture'], { type: 'image/png' }), 'a.png');
    expect(await write()).toEqual({ said: '/a' });
    expect(await send.form({ method: 'POST', url: `${server.origin}/b`, parts })).toEqual({ said: '/b' });
    expect(await send.json({ method: 'GET', url: `${server.origin}/c` })).toEqual({ said: '/c' });
    expect(await send.json({ method: 'DELETE', url: `${server.origin}/empty` })).toBeNull();
    expect(asked.map(({ path }) => path)).toEqual(['/a', '/b', '/c', '/empty']);
    expect(asked[0]).toMatchObject({ body: '{"a":1}', type: 'application/json' });
    expect(asked[1]?.body).toContain('filename="a.png"');
    const { host } = new URL(server.origin);
    expect(new Set(proxy.tunnels().map(({ to }) => to))).toEqual(new Set([host]));
  });

  test('follows no redirect', async () => {
    const { send } = await open();
    await expect(send.json({ method: 'GET', url: `${server.origin}/moved` })).rejects.toMatchObject({
      outcome: 'setup',
      message: expect.stringContaining('answered 301'),
    });
    expect(asked.map(({ path }) => path)).toEqual(['/moved']);
  });

  test('tells the proxy its login', async () => {
    const { proxy, write } = await open({ login: 'me:secret word' }, 'me:secret word');
    expect(await write()).toEqual({ said: '/a' });
    expect(proxy.tunnels()[0]?.login).toMatch(/^Basic /);
  });

  test.each<[string, Parameters<typeof startConnectProxy>[0], string | undefined, object]>([
    [
      'a login that is missing',
      { login: 'me:secret word' },
      undefined,
      { outcome: 'setup', hint: 'It wants a login: set GZH_PROXY_LOGIN=user:password in .env.' },
    ],
    [
      'a login that is wrong',
      { login: 'me:secret word' },
      'me:wrong word',
      { outcome: 'setup', hint: 'Look at GZH_PROXY_LOGIN=user:password in .env.' },
    ],
    [
      'a proxy that forbids',
      { answers: 403 },
      undefined,
      { outcome: 'setup', message: expect.stringMatching(/^the proxy 127.*answered 403/) },
    ],
    ['a proxy that reaches nobody', { answers: 502 }, undefined, { outcome: 'later', unsent: true }],
  ])('stops at %s, with nothing sent', async (_, how, login, expected) => {
    const { write } = await open(how, login);
    await expect(write()).rejects.toMatchObject(expected);
    expect(asked).toEqual([]);
  });

  test('names the proxy that cannot be reached, and is sure that nothing was sent', async () => {
    const { proxy, write } = await open();
    await proxy.close();
    await expect(write()).rejects.toMatchObject({
      outcome: 'later',
      unsent: true,
      message: expect.stringContaining(`the proxy ${new URL(proxy.url).host}`),
    });
  });
});

/** 微信公众号 lets in the addresses of its list alone: every request of that channel goes through the proxy, and no other. */
test('byline publish sends one channel through its proxy', { timeout: 60_000 }, async () => {
  const [server, proxy]: [Awaited<ReturnType<typeof startWeChat>>, ConnectProxy] = await Promise.all([
    startWeChat(),
    startConnectProxy({ login: 'me:proxy word' }),
  ]);
  const site = await startSmallSite({ gzh: { platform: 'wechat', url: server.url, proxy: proxy.url } });
  onTestFinished(async () => {
    await Promise.all([site.stop(), server.close(), proxy.close()]);
  });
  await site.feed([site.item('hello', { language: 'zh' })]);
  const secrets = {
    GZH_APP_ID: server.secrets['appId'] ?? '',
    GZH_APP_SECRET: server.secrets['appSecret'] ?? '',
  };

  const locked = await site.checkout.byline(['channels', 'check'], secrets);
  expect(locked).toMatchObject({ code: 1, stdout: expect.stringContaining('set GZH_PROXY_LOGIN') });
  const env = { ...secrets, GZH_PROXY_LOGIN: 'me:proxy word' };
  const checked = await site.checkout.byline(['channels', 'check'], env);
  expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ gzh') });
  const { host } = new URL(server.url);
  expect(new Set(proxy.tunnels().map(({ to }) => to))).toEqual(new Set([host]));
});

interface Asked {
  readonly path: string;
  readonly body: string;
  readonly type: string;
}
