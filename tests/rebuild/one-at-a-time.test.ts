import { mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { oneAtATime } from '../../scripts/rebuild/one-at-a-time.ts';

let root: string;
const said: string[] = [];
const say = { info: (text: string) => said.push(text), warn: () => undefined };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'byline-'));
  said.length = 0;
});
afterEach(() => rm(root, { recursive: true }));

test('the second begins when the first has ended, and is told so', async () => {
  const order: string[] = [];
  const first = oneAtATime(root, say, async (mayPublish) => {
    await vi.waitFor(() => expect(said).toHaveLength(1));
    mayPublish();
    order.push('first');
  });
  await vi.waitFor(() => stat(join(root, '.astro/build.lock')));
  await oneAtATime(root, say, async () => order.push('second'));
  await first;
  expect(order).toEqual(['first', 'second']);
});

test('one that another has taken for dead publishes nothing, and says its own error', async () => {
  const build = oneAtATime(root, say, async (mayPublish) => {
    // As another does that begins.
    await utimes(join(root, '.astro/build.lock'), 1, 1);
    await vi.waitFor(() => expect(mayPublish).toThrow(), { timeout: 15_000 });
    mayPublish();
  });
  await expect(build).rejects.toThrow('another build has begun while this one was stopped');
});
