import { expect, test } from 'vitest';
import type { ChannelChoice, FeedItem } from '#domain';
import { coversOf } from '../../integrations/syndication/plan/covers.ts';
import { feedItem } from './feed-item.ts';
import { openChannel } from './open-channel.ts';

const [wide, square] = [
  { width: 900, height: 383 },
  { width: 500, height: 500 },
];
const chinese = openChannel({ languages: ['zh'] }, { id: 'wechat' }, { covers: [wide, square] });
const anyone = openChannel({}, { id: 'zhihu' }, { covers: [{ ...square }] });
const plain = openChannel({}, { id: 'plain' });

const post = (language: string, channels: Record<string, ChannelChoice> = {}): FeedItem => {
  const item = feedItem({ language, image: 'https://site.example/og/posts/慢.png' });
  return { ...item, _byline: { ...item._byline, channels } };
};

test.each([
  ['in a channel’s language', post('zh'), [wide, square]],
  ['in another language', post('en'), [square]],
  ['kept away from a channel', post('zh', { wechat: false }), [square]],
  ['sent whatever its language', post('en', { wechat: true }), [wide, square]],
  ['kept away from all', post('en', { zhihu: false }), undefined],
  ['without a picture', { ...post('zh'), image: undefined }, undefined],
])('a post %s', (_, item, sizes) => {
  const wanted = coversOf([item], [chinese, anyone, plain]);
  expect(wanted.get('https://site.example/og/posts/%E6%85%A2.png')).toEqual(sizes);
  expect(wanted.size).toBe(sizes === undefined ? 0 : 1);
});
