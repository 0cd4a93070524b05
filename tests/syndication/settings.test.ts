import { describe, expect, test } from 'vitest';
import { type Channel, channelSchema } from '#domain';
import type { Platform } from '../../integrations/syndication/platform.ts';
import { openChannels, secretVariable } from '../../integrations/syndication/settings.ts';
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
  ['other', any],
]);
const channel = (settings: Partial<Channel> = {}) => channelSchema.parse({ platform: 'any', ...settings });
const open = (channels: Record<string, Channel>, env = {}, source = '') =>
  openChannels(channels, { platforms, env, source, timeZone: 'Asia/Shanghai' });

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
    expect(open({ out: channel(since === undefined ? {} : { since }) })[0]?.since).toBe(moment);
  });

  test.each([{}, { OUT_API_KEY: '' }, { OUT_API_KEY: '  ' }])('says what it lacks: %o', (env) => {
    expect(open({ out: channel() }, env)[0]?.lacks).toEqual([
      'OUT_API_KEY is not set in .env: ask for one',
      'channels.out.account is not set in content/site.ts: your name there',
    ]);
  });
});

describe('an unknown platform', () => {
  const source = ['defineSite({', '  channels: {', "    out: { platform: 'ani' },", '  },', '});'].join('\n');

  test('is named with its line and the nearest known', () => {
    expect(() => open({ out: channel({ platform: 'ani' }) }, {}, source)).toThrow(
      expect.objectContaining({
        name: 'Problem',
        message: 'channel “out”: there is no platform “ani”',
        place: { file: 'content/site.ts', line: 3 },
        hint: expect.stringContaining('Did you mean “any”? Known: any, other.'),
      }),
    );
  });

  test('stands beside the others that are unknown', () => {
    const both = { a: channel({ platform: 'x' }), b: channel({ platform: 'y' }) };
    expect(() => open(both)).toThrow(expect.objectContaining({ message: '2 problems' }));
  });
});
