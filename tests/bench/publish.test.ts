import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Finding } from '../../scripts/bench/finding.ts';
import { checkOut } from '../checkout.ts';

test('byline bench publish sends, plans and renders', { timeout: 120_000 }, async () => {
  const checkout = await checkOut('thread');
  onTestFinished(() => checkout.remove());
  const { code, stdout, stderr } = await checkout.byline([
    'bench',
    'publish',
    '--small',
    '--json',
    'found.json',
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/3 posts to 2 channels whose servers answer after 50 ms/);
  const found: Finding[] = JSON.parse(await readFile(join(checkout.root, 'found.json'), 'utf8'));
  // Values are rounded to milliseconds: a short text takes less than one.
  expect(found.filter(({ value, holds }) => value === null || value < 0 || holds !== null)).toEqual([]);
  expect(found.find(({ measure }) => measure === 'publish/send/wall')?.value).toBeGreaterThan(0);
  const measured = found.map(({ measure }) => measure);
  expect(measured).toEqual(
    expect.arrayContaining([
      'publish/send/wall',
      'publish/plan/wall',
      'publish/plan/memory',
      'publish/render/dev',
    ]),
  );
});
