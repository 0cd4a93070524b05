import { describe, expect, test } from 'vitest';
import {
  absolute,
  basePath,
  collectorAddress,
  defineSite,
  homePath,
  hostPath,
  isAtRoot,
  linkTo,
  onSite,
  pagePath,
  type SitePath,
  seriesPath,
  shareImagePath,
  sitePath,
  tagPath,
} from '#domain';
import { settings } from '../checkout.ts';

const siteAt = (url: string) => defineSite({ ...settings, url });
const [root, below] = [siteAt('https://a.example'), siteAt('https://name.example/my/blog')];

describe('the address of a site', () => {
  test.each([
    ['https://a.example', 'https://a.example/', '/'],
    ['https://a.example/', 'https://a.example/', '/'],
    ['HTTPS://A.example', 'https://a.example/', '/'],
    ['http://localhost:4321', 'http://localhost:4321/', '/'],
    ['https://name.example/blog', 'https://name.example/blog/', '/blog/'],
    ['https://name.example/blog/', 'https://name.example/blog/', '/blog/'],
    ['https://name.example/~me/my-blog_2.0/', 'https://name.example/~me/my-blog_2.0/', '/~me/my-blog_2.0/'],
  ])('%s is %s, and below it is %s', (written, url, base) => {
    const site = siteAt(written);
    expect([site.url, basePath(site), isAtRoot(site)]).toEqual([url, base, base === '/']);
  });
});

describe('a path of the site', () => {
  test.each<[SitePath, string, string]>([
    ['/', '/', '/my/blog/'],
    ['/feed.json', '/feed.json', '/my/blog/feed.json'],
    ['/posts/%E6%85%A2/', '/posts/%E6%85%A2/', '/my/blog/posts/%E6%85%A2/'],
    ['/my/blog/', '/my/blog/', '/my/blog/my/blog/'],
  ])('%s is %s on its host, or %s below a path', (path, atRoot, belowPath) => {
    expect([hostPath(path, root), hostPath(path, below)]).toEqual([atRoot, belowPath]);
    expect([onSite(hostPath(path, root), root), onSite(hostPath(path, below), below)]).toEqual([path, path]);
  });

  test.each([
    ['/my/blog/', '/'],
    ['/my/blog/posts/慢/?a#b', '/posts/%E6%85%A2/'],
    ['https://name.example/my/blog/feed.json', '/feed.json'],
    ['https://name.example/my/blog', null],
    ['/my/blogs/', null],
    ['/', null],
    ['https://name.example/other/', null],
    ['https://other.example/my/blog/', null],
    ['//other.example/my/blog/', null],
    ['/my/blog/../secret', null],
    ['mailto:a@name.example', null],
  ])('at %s is %s', (address, path) => expect(sitePath(address, below)).toBe(path));
});

test.each([
  ['/cv.pdf', '/my/blog/cv.pdf'],
  ['/', '/my/blog/'],
  ['/my/blog/', '/my/blog/my/blog/'],
  ['https://other.example/', 'https://other.example/'],
  ['//other.example/', '//other.example/'],
  ['#part', '#part'],
  ['./beside.png', './beside.png'],
  ['', ''],
])('what an author writes as “%s” is linked to as “%s”', (written, linked) => {
  expect(linkTo(written, below)).toBe(linked);
  expect(linkTo(written, root)).toBe(written);
});

describe('pages below a path', () => {
  test.each([
    [homePath('zh', below), '/my/blog/'],
    [homePath('en', below), '/my/blog/en/'],
    [pagePath('posts', '慢', 'en', below), '/my/blog/en/posts/%E6%85%A2/'],
    [tagPath('C++', 'zh', below), '/my/blog/tags/cpp/'],
    [tagPath('🎉', 'zh', below), '/my/blog/tags/1f389/'],
    [seriesPath('！！', 'zh', below), '/my/blog/series/ff01-ff01/'],
    [shareImagePath(homePath('zh', below), below), '/my/blog/og/index.png'],
    [shareImagePath(homePath('en', below), below), '/my/blog/og/en.png'],
  ])('%s', (path, expected) => {
    expect(path).toBe(expected);
    expect(absolute(path, below)).toBe(`https://name.example${expected}`);
  });
});

test.each([
  ['same-origin', '', '/my/blog'],
  ['none', null, null],
  ['https://collect.example', 'https://collect.example', 'https://collect.example'],
  ['https://collect.example/a/', 'https://collect.example/a', 'https://collect.example/a'],
])('the collector “%s” answers at %j, or at %j below a path', (collector, atRoot, belowPath) =>
  expect([collectorAddress(collector, root), collectorAddress(collector, below)]).toEqual([
    atRoot,
    belowPath,
  ]),
);
