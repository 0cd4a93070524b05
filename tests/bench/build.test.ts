import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../scripts/bench/finding.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
});
afterAll(() => rm(folder, { recursive: true }));

function bench(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, NO_COLOR: '1' };
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      ['scripts/byline.ts', 'bench', ...words],
      { cwd: root, env },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    ),
  );
}

describe('byline bench', () => {
  test('measures a small build, and writes down what it found', { timeout: 120_000 }, async () => {
    const json = join(folder, 'found.json');
    const { code, stdout, stderr } = await bench(
      'build',
      '--small',
      '--only',
      'byline',
      '--corpus',
      'mdx',
      '--json',
      json,
    );
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('mdx · Byline · edit'),
    });
    expect(stdout).toMatch(/║ mdx\s+│ Byline\s+│ warm/);
    const found: Finding[] = JSON.parse(await readFile(json, 'utf8'));
    const numbers = found.filter(({ goal }) => goal === null);
    expect(numbers.length).toBe(3 * 5);
    const costs = numbers.filter(({ measure }) => !measure.endsWith('/others'));
    expect(costs.filter(({ value }) => value === null || value <= 0)).toEqual([]);
    expect(found.filter(({ goal }) => goal !== null).map(({ holds }) => holds)).toEqual(Array(6).fill(null));
  });

  test('draws a few share images, and none of them twice', { timeout: 120_000 }, async () => {
    const json = join(folder, 'cards.json');
    const { code, stdout } = await bench('og', '--small', '--only', 'byline', '--json', json);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/Byline\s+│ warm/) });
    const found: Finding[] = JSON.parse(await readFile(json, 'utf8'));
    const value = (measure: string) => found.find((finding) => finding.measure === measure)?.value;
    expect(value('og/byline/warm/drawn')).toBe(0);
    expect(value('og/byline/cold/wall')).toBeGreaterThan(0);
    expect(value('og/byline/cold/rate ÷ the faster other')).toBeNull();
  });

  test.each([
    [[], 0, /build \[options\]/],
    [['--help'], 0, /Usage: npx byline bench/],
    [['build', '--help'], 0, /--small/],
    [['bild'], 1, /Did you mean “npx byline bench build”/],
    [['build', '--only', 'hexx'], 1, /no project “hexx”\n.*Did you mean “hexo”/],
    [['og', '--only', 'bylin'], 1, /no drawer “bylin”\n.*Did you mean “byline”/],
    [['build', '--corpus', 'pdf'], 1, /Allowed choices are mdx, markdown/],
    [['build', '--keep', 'dist/bench'], 1, /inside the repository/],
  ])('%j ends with %d and says %s', async (words, code, said) => {
    const ended = await bench(...words);
    expect({ ...ended, said: ended.stdout + ended.stderr }).toMatchObject({
      code,
      said: expect.stringMatching(said),
    });
  });
});
