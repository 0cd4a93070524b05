import { describe, expect, test } from 'vitest';
import { type Channel, channelSchema } from '#domain';
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

  test.each([{}, { OUT_API_KEY: '' }, { OUT_API_KEY: '  ' }])('says what it lacks: %o', (env) => {
    expect(open({ out: channel({ account: 'me' }) }, env)[0]?.lacks).toEqual([
      'OUT_API_KEY is not set in .env: ask for one',
    ]);
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
      /^Did you mean “any”\? Known: any, other\./,
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
