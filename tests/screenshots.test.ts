import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageSize } from 'image-size';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checkout, checkOut } from './checkout.ts';
import { whyNoChromium } from './servers/chromium.ts';

const missing = whyNoChromium();
let checkout: Checkout;
beforeAll(async () => {
  checkout = await checkOut('found');
});
afterAll(() => checkout.remove());

describe('byline screenshots', () => {
  test.each([
    [['--only', 'hom'], /“hom” is not a page to picture[\s\S]*Did you mean “home”/],
    [
      ['--out', 'package.json/shots'],
      /no picture can be written to package\.json\/shots[\s\S]*--out <folder>/,
    ],
  ])('%s is refused before anything is built', async (words, said) => {
    const { code, stderr } = await checkout.byline(['screenshots', ...words]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(said)]);
    expect(await readdir(checkout.root)).not.toContain('dist');
  });

  test.skipIf(missing !== undefined)(
    `pictures what is asked for${missing === undefined ? '' : ` (skipped: ${missing})`}`,
    async () => {
      const only = 'home,series,search-open,about,not-found';
      const { code, stdout, stderr } = await checkout.byline([
        'screenshots',
        '--only',
        only,
        '--out',
        'shots',
      ]);
      expect([code, stdout.trim().split('\n').at(-1)], stderr).toEqual([0, '28 pictures in shots/']);
      const kinds = [
        'en-home',
        'en-search-open',
        'en-series',
        'zh-home',
        'zh-not-found',
        'zh-search-open',
        'zh-series',
      ];
      const looks = ['desktop-dark', 'desktop-light', 'phone-dark', 'phone-light'];
      const names = kinds.flatMap((kind) => looks.map((look) => `${kind}-${look}.png`));
      expect((await readdir(join(checkout.root, 'shots'))).sort()).toEqual(names);
      const picture = (name: string) => readFile(join(checkout.root, 'shots', name));
      expect(imageSize(await picture('zh-home-phone-dark.png'))).toMatchObject({ width: 780, height: 1688 });
      const different = ['zh-home', 'zh-search-open', 'en-home'].flatMap((kind) =>
        ['light', 'dark'].map((scheme) => picture(`${kind}-desktop-${scheme}.png`)),
      );
      expect(new Set((await Promise.all(different)).map((bytes) => bytes.toString('base64'))).size).toBe(6);
    },
    120_000,
  );
});
