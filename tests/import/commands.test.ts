import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Checkout, checkOut } from '../checkout.ts';

let checkout: Checkout;
beforeAll(async () => {
  checkout = await checkOut('thread');
  const fixture = fileURLToPath(new URL('../fixtures/import/hexo', import.meta.url));
  await cp(fixture, join(checkout.root, 'old-blog'), { recursive: true });
});
afterAll(() => checkout.remove());

test('byline import hexo: counts, then what to look at', async () => {
  const dry = await checkout.byline(['import', 'hexo', 'old-blog', '--dry-run']);
  expect(dry).toMatchObject({ code: 0, stderr: '' });
  expect(dry.stdout).toMatch(
    /^Nothing was written. It would be: created 4 · pictures 2\n\nLook at these \(\d+\)\n/,
  );
  const { code, stdout } = await checkout.byline(['import', 'hexo', 'old-blog']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Hexo: created 4 · pictures 2\n/);
  const [, look = '', record = ''] = stdout.split(/Look at these|For the record/);
  const lines = look.split('\n').map((line) => line.trim());
  expect(lines[1]).toBe(
    'source/_drafts/wip.md:1 not shown to everyone on the old site (it was a draft): it is a draft here',
  );
  expect(lines).toContain('source/_posts/缓存.md:45 picture not found: ../images/missing.png');
  expect(record).toContain('2 × front matter without a place here\n    layout source/_posts/缓存.md:1\n');
  const verbose = await checkout.byline(['import', 'hexo', 'old-blog', '--verbose']);
  expect(verbose.stdout).toContain('    source/_posts/缓存.md:1 mathjax: true\n');
  const again = await checkout.byline(['import', 'hexo', 'old-blog', '--json']);
  expect(JSON.parse(again.stdout)).toMatchObject({
    importer: 'Hexo',
    posts: expect.arrayContaining([expect.objectContaining({ outcome: 'unchanged' })]),
  });
});

test('a blog that is none ends with 1 and a hint', async () => {
  const { code, stderr } = await checkout.byline(['import', 'jekyll', 'src']);
  expect(code).toBe(1);
  expect(stderr).toContain('this is no Jekyll site');
});
