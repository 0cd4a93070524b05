import { describe, expect, test } from 'vitest';
import { plainText, readPageTags } from '../../integrations/og-images/page-tags.ts';
import { pageHtml } from './page-html.ts';

const read = (html: string) => readPageTags(html, 'Asia/Shanghai');

test('reads everything a card shows', () => {
  const html = pageHtml({
    lang: 'zh',
    'og:image': 'https://byline.example/og/posts/slow.png',
    'og:type': 'article',
    'og:title': '慢接口 &amp; “连接池”',
    'og:description': '从 1.8 秒到 90 毫秒',
    'og:site_name': '林衍的工作台',
    author: '林衍',
    'article:published_time': '2026-10-31T16:00:00Z',
    'article:tag': ['Node.js', '可观测性'],
    'byline:reading': '约 7 分钟',
    'byline:label': '文章',
    'byline:count': '12 篇',
    'byline:series': '请求；之一;2;5',
    'byline:stack': ['SQLite', 'Hono'],
  });
  expect(read(html)).toEqual({
    image: new URL('https://byline.example/og/posts/slow.png'),
    kind: 'post',
    page: {
      lang: 'zh',
      title: '慢接口 & “连接池”',
      description: '从 1.8 秒到 90 毫秒',
      siteName: '林衍的工作台',
      host: 'byline.example',
      author: '林衍',
      day: '2026年11月1日',
      label: '文章',
      reading: '约 7 分钟',
      count: '12 篇',
      tags: ['Node.js', '可观测性'],
      stack: ['SQLite', 'Hono'],
      series: { name: '请求；之一', part: 2, total: 5 },
      price: undefined,
    },
  });
});

const least = { 'og:image': 'https://byline.example/og/a.png', 'og:title': 'A' };

test('a page that says little has a card all the same', () => {
  const tags = read(pageHtml(least));
  expect(tags?.kind).toBe('page');
  expect(tags?.page).toMatchObject({ lang: 'en', description: '', siteName: 'byline.example', tags: [] });
  expect(tags?.page).toMatchObject({ author: undefined, day: undefined, price: undefined });
});

describe.each([
  ['no image', { 'og:title': 'A' }],
  ['an image that is no absolute address', { 'og:title': 'A', 'og:image': '/og/a.png' }],
  ['no title', { 'og:image': 'https://byline.example/og/a.png' }],
  ['a title of nothing', { ...least, 'og:title': '\u{200B}' }],
])('a page with %s', (_, tags) => {
  test('has no card', () => expect(read(pageHtml(tags))).toBeNull());
});

test.each([
  [
    'the day in the language of the page',
    { 'article:published_time': '2026-11-01T00:00:00+08:00' },
    { day: 'November 1, 2026' },
  ],
  ['no day for a date that is none', { 'article:published_time': 'soon' }, { day: undefined }],
  ['a price', { 'product:price:amount': '1999.00', 'product:price:currency': 'CNY' }, { price: 'CN¥1,999' }],
  [
    'a price for a time',
    { 'product:price:amount': '600.00', 'product:price:currency': 'USD', 'byline:per': 'an hour' },
    { price: '$600 an hour' },
  ],
  ['no price without a currency', { 'product:price:amount': '1999.00' }, { price: undefined }],
])('%s', (_, tags, expected) => {
  expect(read(pageHtml({ ...least, ...tags }))?.page).toMatchObject(expected);
});

test('tags in the body of a page are not its own', () => {
  expect(read(`<head></head><body>${pageHtml(least)}</body>`)).toBeNull();
});

test.each([
  ['线上\n  故障', '线上 故障'],
  ['发布了 🎉 第二版 👩‍💻', '发布了 🎉 第二版 👩‍💻'],
  ['❤️ and 1️⃣, not 字\u{FE0E}', '❤️ and 1️⃣, not 字'],
  ['Don’t “stop”', "Don't “stop”"],
  ['“它”’', '“它”’'],
  ['软\u{AD}连\u{200B}字', '软连字'],
  ['e\u{301}', 'é'],
])('%j is set as %j', (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test.each([
  [{ 'og:type': 'article' }, 'post'],
  [{ 'og:type': 'product' }, 'offer'],
  [{ 'og:type': 'profile' }, 'page'],
  [{ 'og:type': 'article', 'byline:card': 'project' }, 'project'],
])('%j asks for the card “%s”', (tags, kind) => {
  expect(read(pageHtml({ ...least, ...tags }))?.kind).toBe(kind);
});

test.each([
  ['a title of its own', { 'byline:title': '性能' }, { title: '性能' }],
  ['no series that is no number of parts', { 'byline:series': '请求;two;5' }, { series: undefined }],
  [
    'a series with a semicolon in its name',
    { 'byline:series': 'a;b;1;2' },
    { series: { name: 'a;b', part: 1, total: 2 } },
  ],
])('a card may have %s', (_, tags, expected) => {
  expect(read(pageHtml({ ...least, ...tags }))?.page).toMatchObject(expected);
});
