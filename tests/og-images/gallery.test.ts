import { expect, test } from 'vitest';
import { renderGallery } from '../../integrations/og-images/gallery.ts';
import { somePage } from './drawing-kit.ts';

const entry = (path: string, kind: string, more: { title?: string; missing?: string[] } = {}) => ({
  path,
  tags: {
    image: new URL(`https://byline.example/og${path.replace(/\/$/, '')}.png`),
    kind,
    page: { ...somePage, title: more.title ?? path },
  },
  missing: more.missing ?? [],
  covers: kind === 'post' ? [{ width: 1000, height: 420 }] : [],
});

const html = renderGallery([
  entry('/tags/a/', 'tag'),
  entry('/posts/a/', 'post', { title: '<慢> & 快' }),
  entry('/x/', 'post', { missing: ['㐂'] }),
]);

test('kinds are in order, with how many there are of each', () => {
  expect(Array.from(html.matchAll(/<h2>(\w+)<small>(\d)/g), ([, kind, count]) => [kind, count])).toEqual([
    ['post', '2'],
    ['tag', '1'],
  ]);
});

test('a post shows its covers, in their sizes', () => {
  expect(
    Array.from(html.matchAll(/<img src="([^"]+)" width="(\d+)"/g), ([, src, width]) => `${src} ${width}`),
  ).toEqual([
    '/og/posts/a.png 1200',
    '/og/posts/a.1000x420.png 1000',
    '/og/x.png 1200',
    '/og/x.1000x420.png 1000',
    '/og/tags/a.png 1200',
  ]);
});

test('every picture says how large it is', () => {
  const captions = Array.from(html.matchAll(/<figcaption>([^<]+)<span data-weight/g), ([, size]) => size);
  expect(captions).toEqual(['1200 × 630', '1000 × 420', '1200 × 630', '1000 × 420', '1200 × 630']);
});

test('what no font has is flagged; a title is text', () => {
  expect(html.match(/class="lacking"/g)).toHaveLength(1);
  expect(html).toContain('Left out, for no font has it: 㐂');
  expect(html).toContain('&#x3C;慢> &#x26; 快');
});
