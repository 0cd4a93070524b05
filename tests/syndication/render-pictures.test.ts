import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type DrawDiagrams,
  renderPictures,
} from '../../integrations/syndication/pictures/render-pictures.ts';
import type { Drawing } from '../../integrations/syndication/render/recipe.ts';
import { drawDiagrams } from '../../scripts/browser/draw-diagrams.ts';
import { whyNoChromium } from '../../scripts/browser/why-no-chromium.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-drawings-'));
});
afterEach(() => rm(folder, { recursive: true }));

const formula = (source: string, inline = true): Drawing => ({
  kind: 'formula',
  key: `${inline} ${source}`,
  source,
  inline,
  alt: source,
});
const diagram = (source: string): Drawing => ({
  kind: 'diagram',
  key: source,
  source,
  inline: false,
  alt: '',
});

describe('formulas', () => {
  test.each([
    ['in a line', formula('e^{i\\pi}'), { height: [8, 24] }],
    ['that reach below the line', formula('x_{y_{z}}'), { height: [8, 24] }],
    [
      'of several lines',
      formula('\\begin{aligned}a &= b \\\\ c &= \\mathbb{R}\\end{aligned}', false),
      { height: [30, 90] },
    ],
  ])(
    '%s are drawn in the size of the letters beside them',
    async (_, drawing, { height: [least = 0, most = 0] }) => {
      const drawn = (await renderPictures([drawing], { folder })).get(drawing.key);
      expect(drawn?.height).toBeGreaterThan(least);
      expect(drawn?.height).toBeLessThan(most);
      const { format, width = 0 } = await sharp(drawn?.bytes).metadata();
      expect(format).toBe('png');
      expect(width / (drawn?.width ?? 1)).toBeGreaterThan(2);
    },
  );

  test('with a mistake are named', async () => {
    await expect(renderPictures([formula('\\frac{a')], { folder })).rejects.toThrow(
      'the formula “\\frac{a” cannot be drawn: Missing close brace',
    );
  });
});

test('what was drawn before is not drawn again, and half a drawing is', async () => {
  let asked = 0;
  const draw: DrawDiagrams = async (sources) => {
    asked += sources.length;
    return sources.map(() => ({ bytes: new Uint8Array([1, 2]), width: 4, height: 3 }));
  };
  const pictures = [diagram('graph LR; A'), diagram('graph LR; B')];
  const first = await renderPictures(pictures, { folder, drawDiagrams: draw });
  const again = await renderPictures(pictures, { folder, drawDiagrams: draw });
  expect(asked).toBe(2);
  expect([...again.keys()]).toEqual([...first.keys()]);
  expect(again.get('graph LR; A')).toMatchObject({ width: 4, height: 3 });
  const [half = ''] = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  await writeFile(join(folder, half), '{"width":');
  await renderPictures(pictures, { folder, drawDiagrams: draw });
  expect(asked).toBe(3);
});

test('pictures that are files are left alone', async () => {
  const picture = { kind: 'picture', key: 'a', address: 'https://x.example/a.png', alt: '' } as const;
  expect((await renderPictures([picture], { folder })).size).toBe(0);
});

test('without a browser a diagram stops the post, and says what to do', async () => {
  await expect(renderPictures([diagram('graph LR; A')], { folder })).rejects.toMatchObject({
    message: expect.stringContaining('no browser'),
    hint: expect.stringContaining('x64 Linux'),
  });
});

describe.skipIf(whyNoChromium() !== undefined)('Mermaid, in the real browser,', () => {
  test('draws each diagram, in order', async () => {
    const pictures = [diagram('graph LR; A[读者]-->B[文章]'), diagram('graph TD; A-->B; B-->C')];
    const drawn = [...(await renderPictures(pictures, { folder, drawDiagrams })).values()];
    expect(drawn.map(({ width, height }) => width > height)).toEqual([true, false]);
    const { format, width = 0 } = await sharp(drawn[0]?.bytes).metadata();
    expect(format).toBe('png');
    expect(Math.round(width / (drawn[0]?.width ?? 1))).toBe(2);
  }, 60_000);

  test('says which it cannot read', async () => {
    await expect(drawDiagrams(['graph LR; A--'])).rejects.toMatchObject({
      message: expect.stringMatching(/cannot be drawn: .*line/),
      hint: 'It begins “graph LR; A--”.',
    });
  }, 60_000);
});
