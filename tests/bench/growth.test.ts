import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '../../scripts/bench/finding.ts';
import { growthFindings, growthGoals, type Stage } from '../../scripts/bench/growth-goals.ts';
import { runProgram } from '../run-program.ts';

const cost = { wall: 1, user: 1, system: 0, memory: 100, others: 0 };
const stage: Stage = { posts: 200, cold: cost, edit: cost, size: 10 };

test('each goal holds or not by its own figure', () => {
  const tooSlow = { ...cost, wall: growthGoals.edit + 1 };
  const goals = growthFindings([{ ...stage, edit: tooSlow, size: growthGoals.size }]).filter(
    ({ goal }) => goal !== null,
  );
  expect(goals.map(({ measure, holds }) => [measure, holds])).toEqual([
    ['growth/200/cold/wall', true],
    ['growth/200/cold/memory', true],
    ['growth/200/edit/wall', false],
    ['growth/200/size', true],
  ]);
});

test('nothing is promised of a site that is larger than the promise', () => {
  const goals = growthFindings([{ ...stage, posts: growthGoals.posts + 1 }]);
  expect(goals.every(({ goal }) => goal === null)).toBe(true);
});

test('a small site is built twice, and its time, memory and size are written down', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'byline-'));
  const json = join(folder, 'found.json');
  const words = ['scripts/byline.ts', 'bench', 'growth', '--posts', '6', '--json', json];
  const { code, stdout, stderr } = await runProgram(process.execPath, words, { cwd: process.cwd() });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toMatch(/Posts.*Cold s.*dist\/ MB/);
  const found: Finding[] = JSON.parse(await readFile(json, 'utf8'));
  expect(found.map(({ measure }) => measure)).toContain('growth/6/edit/wall');
  expect(found.every(({ value }) => value !== null && value > 0)).toBe(true);
  await rm(folder, { recursive: true });
}, 240_000);

test('a count that is no number is refused with the form to write', async () => {
  const words = ['scripts/byline.ts', 'bench', 'growth', '--posts', '200;800'];
  const { code, stderr } = await runProgram(process.execPath, words, { cwd: process.cwd() });
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('200,800,3200') });
});
