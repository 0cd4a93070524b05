import { expect, test } from 'vitest';
import { coverAddress, hostPath, type SitePath, shareImagePath } from '#domain';
import { pagePath, readImagePath } from '../../integrations/og-images/card-path.ts';

test.each<[SitePath, SitePath]>([
  ['/', '/og/index.png'],
  ['/posts/slow/', '/og/posts/slow.png'],
  ['/posts/slow', '/og/posts/slow.png'],
  ['/en/posts/slow/', '/og/en/posts/slow.png'],
  ['/posts/%E6%85%A2/', '/og/posts/%E6%85%A2.png'],
])('the share image of %s is %s', (page, image) => {
  for (const site of [{ url: 'https://a.example/' }, { url: 'https://a.example/blog/' }])
    expect(shareImagePath(hostPath(page, site), site)).toBe(hostPath(image, site));
  expect(pagePath(image)).toBe(page === '/' ? '/' : page.replace(/\/$/, ''));
});

test.each<SitePath>(['/og/', '/og/.png', '/og/a.jpg', '/posts/a.png'])('%s is no share image', (path) => {
  expect(pagePath(path)).toBeNull();
});

test.each<[SitePath, unknown]>([
  [
    '/og/posts/a.1000x420.png',
    [{ card: '/og/posts/a.png', cover: { width: 1000, height: 420 } }, { card: '/og/posts/a.1000x420.png' }],
  ],
  ['/og/posts/a.png', [{ card: '/og/posts/a.png' }]],
  ['/og/posts/v1.2.png', [{ card: '/og/posts/v1.2.png' }]],
  ['/og/posts/a.99999x1.png', [{ card: '/og/posts/a.99999x1.png' }]],
])('%s may be %j', (path, mayBe) => {
  expect(readImagePath(path)).toEqual(mayBe);
});

test('a cover is found again by its address', () => {
  const cover = { width: 900, height: 383 };
  expect(readImagePath(`/${coverAddress('og/a.png', cover)}`)[0]).toEqual({ card: '/og/a.png', cover });
});
