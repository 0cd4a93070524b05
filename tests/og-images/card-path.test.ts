import { expect, test } from 'vitest';
import { shareImagePath } from '#domain';
import { pagePath, readImagePath } from '../../integrations/og-images/card-path.ts';

test.each([
  ['/', '/og/index.png'],
  ['/posts/slow/', '/og/posts/slow.png'],
  ['/posts/slow', '/og/posts/slow.png'],
  ['/en/posts/slow/', '/og/en/posts/slow.png'],
  ['/posts/%E6%85%A2/', '/og/posts/%E6%85%A2.png'],
])('the share image of %s is %s', (page, image) => {
  expect(shareImagePath(page)).toBe(image);
  expect(pagePath(image)).toBe(page === '/' ? '/' : page.replace(/\/$/, ''));
});

test.each(['/og/', '/og/.png', '/og/a.jpg', '/posts/a.png'])('%s is no share image', (path) => {
  expect(pagePath(path)).toBeNull();
});

const dev = { name: 'dev', width: 1000, height: 420 };

test.each([
  ['/og/posts/a.dev.png', { card: '/og/posts/a.png', cover: dev }],
  ['/og/posts/a.png', { card: '/og/posts/a.png' }],
  ['/og/posts/v1.2.png', { card: '/og/posts/v1.2.png' }],
])('%s is %j', (path, is) => {
  expect(readImagePath(path, [dev])).toEqual(is);
});
