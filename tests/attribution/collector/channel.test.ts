import { expect, test } from 'vitest';
import { arrivalOf } from '../../../integrations/attribution/collector/channel.ts';

const arrivals = [
  { query: '', referrer: '', channel: 'direct' },
  { query: '', referrer: 'not an address', channel: 'direct' },
  { query: '', referrer: 'https://site.example/about/', channel: null },
  { query: '', referrer: 'https://www.site.example/', channel: null },
  { query: '', referrer: 'https://www.google.com/', channel: 'google' },
  { query: '', referrer: 'https://www.google.com.hk/', channel: 'google' },
  { query: '', referrer: 'https://www.google.co.uk/', channel: 'google' },
  { query: '', referrer: 'https://google.evil.example/', channel: 'google.evil.example' },
  { query: '', referrer: 'https://google.com.evil.example/', channel: 'google.com.evil.example' },
  { query: '', referrer: 'https://google.blog/', channel: 'google.blog' },
  { query: '', referrer: 'https://docs.google.com/document/d/1', channel: 'google-docs' },
  { query: '', referrer: 'https://mail.google.com/', channel: 'gmail' },
  { query: '', referrer: 'https://groups.google.com/g/dev', channel: 'google-groups' },
  { query: '', referrer: 'https://gemini.google.com/', channel: 'gemini' },
  { query: '', referrer: 'android-app://com.google.android.googlequicksearchbox/', channel: 'google' },
  { query: '', referrer: 'https://m.baidu.com/s?word=p99', channel: 'baidu' },
  { query: '', referrer: 'https://link.zhihu.com/?target=x', channel: 'zhihu' },
  { query: '', referrer: 'https://mp.weixin.qq.com/s/abc', channel: 'weixin' },
  { query: '', referrer: 'https://dev.to/lin/post', channel: 'dev' },
  { query: '', referrer: 'https://t.co/abc', channel: 'x' },
  { query: '', referrer: 'https://notgoogle.example/', channel: 'notgoogle.example' },
  { query: '', referrer: 'https://www.a-blog.example/', channel: 'a-blog.example' },
  { query: '?from=groupmessage&isappinstalled=0', referrer: '', channel: 'weixin' },
  { query: '?utm_source=Newsletter', referrer: 'https://mail.google.com/', channel: 'newsletter' },
  { query: '?ref=juejin.cn', referrer: '', channel: 'juejin' },
  { query: '?utm_source=dev', referrer: 'https://site.example/', channel: 'dev' },
  { query: '?ref=someone@mail.example', referrer: 'https://dev.to/', channel: 'dev' },
  { query: '?utm_source=%3Cscript%3E', referrer: '', channel: 'direct' },
];

test.each(arrivals)('$query from “$referrer” is $channel', ({ query, referrer, channel }) => {
  const isOwn = (origin: string) => /^https:\/\/(www\.)?site\.example$/.test(origin);
  expect(arrivalOf(new URL(`https://site.example/${query}`), referrer, isOwn).channel).toBe(channel);
});

test.each([
  ['https://name.example/blog/', null],
  ['https://name.example/blog/posts/a/?x=y', null],
  ['https://name.example/', 'name.example'],
  ['https://name.example/blogs/', 'name.example'],
  ['http://localhost:4321/', null],
])('below /blog/, a reader from %s comes by %s', (referrer, channel) => {
  const isOwn = (origin: string) => ['https://name.example', 'http://localhost:4321'].includes(origin);
  const page = new URL('https://name.example/blog/about/');
  expect(arrivalOf(page, referrer, isOwn, '/blog/').channel).toBe(channel);
});
