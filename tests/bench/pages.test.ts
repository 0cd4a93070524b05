import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atLeast, type Finding } from '../../scripts/bench/finding.ts';
import { type Checkout, checkOut } from '../checkout.ts';
import { whyNoChromium } from '../servers/chromium.ts';

test.each([
  [100, true],
  [99.9996, true],
  [99, false],
  [null, null],
])('%d points of at least 100: %s', (value, holds) => {
  expect(atLeast(100, 'm', value, 'points')).toMatchObject({ goal: '≥ 100', holds });
});

const missing = whyNoChromium();

describe.skipIf(missing !== undefined)(
  `byline bench pages${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    let checkout: Checkout;
    beforeAll(async () => {
      checkout = await checkOut('thread');
    });
    afterAll(() => checkout?.remove());

    test('weighs the main pages of a site, and holds a post’s against what is promised', async () => {
      const { code, stdout, stderr } = await checkout.byline([
        'bench',
        'pages',
        '--no-lighthouse',
        '--only',
        'home,post',
        '--json',
        'found.json',
      ]);
      expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('zh post /posts/') });
      expect(stdout).toMatch(/║ en home\s+│\s+–/);
      const found: Finding[] = JSON.parse(await readFile(join(checkout.root, 'found.json'), 'utf8'));
      const weights = found.filter(({ unit }) => unit === 'KB');
      expect(weights.filter(({ value }) => value === null || value <= 0)).toEqual([]);
      expect(found).toContainEqual(
        expect.objectContaining({ measure: 'pages/zh/post/overhead', holds: true }),
      );
      expect(found).toContainEqual(expect.objectContaining({ measure: 'pages/zh/home/seo', holds: null }));
    }, 120_000);

    test('names what it is asked for and does not have', async () => {
      const { code, stderr } = await checkout.byline(['bench', 'pages', '--no-lighthouse', '--only', 'hom']);
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/Did you mean “home”/) });
    });
  },
);
