import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unrepeatableCode } from '../../integrations/page-cache/authors-code.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'byline-'));
  await mkdir(join(root, 'content/components'), { recursive: true });
});
afterAll(() => rm(root, { recursive: true, force: true }));

test.each([
  [
    'site.ts',
    "export default { about: 'Reliability, performance and writing.', role: 'I fetch it.' };",
    true,
  ],
  ['site.ts', 'export default { year: new Date().getFullYear() };', false],
  ['site.ts', "import os from 'node:os';", false],
  ['site.ts', 'const now = performance.now();', false],
  ['components/A.astro', '<p>{Math.random()}</p>', false],
  ['components/A.astro', '<script>console.log(Date.now())</script>', true],
])('%s: %s', async (name, code, repeats) => {
  const file = join(root, 'content', name);
  await writeFile(file, code);
  expect(await unrepeatableCode(root)).toEqual(repeats ? [] : [`content/${name}`]);
  await rm(file);
});
