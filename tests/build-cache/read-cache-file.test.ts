import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readCacheFile } from '../../integrations/build-cache/read-cache-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['whole', '{"pages":["/"]}', { pages: ['/'] }],
  ['empty, as after a power cut', '', null],
  ['half', '{"pages":["/"', null],
  ['of another version', '{"sites":[]}', null],
])('what was kept is %s', async (_, text, expected) => {
  await writeFile(join(folder, 'kept.json'), text);
  const schema = z.strictObject({ pages: z.array(z.string()) });
  expect(await readCacheFile(join(folder, 'kept.json'), schema)).toEqual(expected);
  expect(await readCacheFile(join(folder, 'nothing.json'), schema)).toBeNull();
});
