import { describe, expect, test } from 'vitest';
import { type Channel, channelSchema, describeMisfits } from '#domain';
import { openChannels, secretVariable } from '../../integrations/syndication/channels/settings.ts';
import type { Platform } from '../../integrations/syndication/platform.ts';
import gfm from '../../integrations/syndication/render/recipes/gfm.ts';
import { openChannel } from './open-channel.ts';

const any = openChannel().platform;
const platforms = new Map<string, Platform>([
  [
    'any',
    {
      ...any,
      url: 'https://api.example/{account}/',
      account: 'your name there',
      secrets: { apiKey: 'ask for one' },
    },
  ],
  ['other', { ...any, render: [gfm] }],
  [
    'hands',
    { name: 'Hands', secrets: {}, render: [gfm], limits: [], kit: { editor: 'https://a.example', asks: [] } },
  ],
]);
const channel = (settings: Partial<Channel> = {}) => channelSchema.parse({ platform: 'any', ...settings });
const open = (channels: Record<string, Channel>, env = {}) =>
  openChannels(channels, { platforms, env, timeZone: 'Asia/Shanghai' });

test.each([
  ['dev', 'apiKey', 'DEV_API_KEY'],
  ['my-blog', 'token', 'MY_BLOG_TOKEN'],
  ['a', 's3Key2', 'A_S3_KEY2'],
])('the secret %s %s is read from %s', (id, secret, variable) => {
  expect(secretVariable(id, secret)).toBe(variable);
});

describe('an open channel', () => {
  test('has what it takes to reach the server', () => {
    expect(open({ out: channel({ account: 'lin yan' }) }, { OUT_API_KEY: ' k ' })).toMatchObject([
      { id: 'out', url: 'https://api.example/lin%20yan', secrets: { apiKey: 'k' }, lacks: [] },
    ]);
  });

  test('goes to the channel’s own server', () => {
    const [own] = open({ out: channel({ url: 'http://127.0.0.1:8080/{account}/api/', account: 'me' }) });
    expect(own?.url).toBe('http://127.0.0.1:8080/me/api');
  });

  test.each([
    [undefined, undefined],
    ['2026-11-01', Date.UTC(2026, 9, 31, 16)],
    ['2026-11-01T09:00+08:00', Date.UTC(2026, 10, 1, 1)],
  ])('since %s takes posts from %s on', (since, moment) => {
    const settings = { account: 'me', ...(since === undefined ? {} : { since }) };
    expect(open({ out: channel(settings) })[0]?.since).toBe(moment);
  });

  test('has its proxy, with the login from the environment', () => {
    const settings = channel({ account: 'me', proxy: 'http://proxy.example:3128' });
    const proxy = { url: 'http://proxy.example:3128', loginVariable: 'OUT_PROXY_LOGIN' };
    expect(open({ out: settings })[0]?.proxy).toEqual({ ...proxy, login: undefined });
    expect(open({ out: settings }, { OUT_PROXY_LOGIN: ' me:secret ' })[0]?.proxy).toEqual({
      ...proxy,
      login: 'me:secret',
    });
    expect(open({ out: channel({ account: 'me' }) })[0]?.proxy).toBeUndefined();
  });

  test.each([{}, { OUT_API_KEY: '' }, { OUT_API_KEY: '  ' }])('says what it lacks: %o', (env) => {
    expect(open({ out: channel({ account: 'me' }) }, env)[0]?.lacks).toEqual([
      'OUT_API_KEY is not set in .env: ask for one',
    ]);
  });
});

describe('the settings of a channel', () => {
  test.each([
    ['proxy', 'proxy.example:3128', /^proxy: expected the address of an HTTP proxy such as http/],
    ['proxy', 'socks5://proxy.example', /^proxy: expected the address of an HTTP proxy/],
    ['proxy', 'http://me:secret@proxy.example', /^proxy: expected the address of an HTTP proxy/],
    ['delay', '2 days', /^delay: expected a length of time such as 30m, 12h, 2d or 1w, received "2 days"/],
    ['delay', '0h', /^delay: expected a length of time/],
    ['delay', 3600, /^delay: expected .*received 3600/],
    ['tags', [], /^tags: expected /],
    ['tags', 'node', /^tags: expected a list, received "node"/],
    ['tagging', 'rel', /^tagging: expected /],
    ['tagging', { ref: 0 }, /^tagging/],
    ['draft', 'yes', /^draft: expected /],
    ['serie', ['Postgres'], /^serie: unknown key; did you mean “series”\?/],
    ['tag', ['node'], /^tag: unknown key; did you mean “tags”\?/],
    ['delays', '2d', /^delays: unknown key; did you mean “delay”\?/],
  ])('refuse %s %j', (key, value, expected) => {
    const written = { platform: 'any', [key]: value };
    const { error } = channelSchema.safeParse(written);
    const misfits = error === undefined ? [] : describeMisfits(error, written, channelSchema);
    expect(misfits.map(({ text }) => text)).toEqual([expect.stringMatching(expected)]);
  });
});

describe('the account of a channel', () => {
  const env = { A_API_KEY: 'k', B_API_KEY: 'k', C_API_KEY: 'other' };
  const me = channel({ account: 'me' });

  test.each<[string, Record<string, Channel>, boolean]>([
    ['one server and one login', { a: me, b: me }, true],
    ['another login', { a: me, c: me }, false],
    ['another account', { a: me, b: channel({ account: 'you' }) }, false],
    ['another server', { a: me, b: channel({ account: 'me', url: 'https://mine.example' }) }, false],
  ])('%s', (_, channels, isOne) => {
    const [first, second] = open(channels, env).map(({ account }) => account);
    expect(first === second).toBe(isOne);
    expect(first).toMatch(/^any-[0-9a-f]{16}$/);
  });
});

describe('a channel that cannot be opened', () => {
  test.each([
    [
      'an unknown platform',
      { platform: 'ani' },
      'channels.out.platform: there is no platform “ani”',
      /^Did you mean “any”\? Known: any, other, hands\./,
    ],
    ['no account', {}, 'channels.out.account is missing', /^Any needs it: your name there\.$/],
    ['a blank account', { account: ' ' }, 'channels.out.account is empty', /your name there/],
    [
      'a form the platform does not take',
      { platform: 'other', format: 'html' as const },
      'channels.out.format: Any takes no html',
      /^Write 'markdown', or leave it out\.$/,
    ],
    [
      'drafts on a platform that makes none',
      { account: 'me', draft: true },
      'channels.out.draft: a program cannot make a draft on Any',
      /`tags`, `series` or `only`/,
    ],
    [
      'a ref that is shorter than the channel’s name',
      { account: 'me', tagging: { ref: 2 } },
      'channels.out.tagging: “out” has 3 characters, and a ref 2 at most',
      /^Give the channel a shorter id/,
    ],
    [
      'drafts where posts are put by hand',
      { platform: 'hands', draft: true },
      'channels.out.draft: you put a post there by hand',
      /^Leave it out\./,
    ],
    [
      'a proxy where nothing is sent',
      { platform: 'hands', proxy: 'http://proxy.example:3128' },
      'channels.out.proxy: nothing is sent to Hands by a program',
      /^Leave it out\.$/,
    ],
    [
      'a proxy where mail is sent',
      { account: 'me', url: 'smtps://mail.example', proxy: 'http://proxy.example:3128' },
      'channels.out.proxy: Any goes out by SMTP',
      /^Leave it out\.$/,
    ],
    [
      'an option on a platform without any',
      { account: 'me', options: { theme: 'paper' } },
      'channels.out.options.theme: unknown key',
      /^Any has no options: leave it out\.$/,
    ],
  ])('has %s', (_, settings, message, hint) => {
    expect(() => open({ out: channel(settings) })).toThrow(
      expect.objectContaining({ name: 'Problem', message, hint: expect.stringMatching(hint) }),
    );
  });

  test('stands beside the others', () => {
    const both = { a: channel({ platform: 'x' }), b: channel({ platform: 'y' }) };
    expect(() => open(both)).toThrow(expect.objectContaining({ message: '2 problems' }));
  });
});
