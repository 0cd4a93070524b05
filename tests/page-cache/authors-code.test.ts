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
  ['site.ts', "import os from 'node:os';\nexport default { about: os.hostname() };", false],
  ['site.ts', "import type { Stats } from 'node:fs';\nexport default {} as Record<string, Stats>;", true],
  ['site.ts', 'type Timing = { performance: number };\nexport const a: Timing = { performance: 1 };', true],
  ['site.ts', 'export default { title: "My "performance" };', false],
  ['site.ts', 'const now = performance.now();', false],
  ['components/A.astro', '<p>{Math.random()}</p>', false],
  ['components/A.astro', '---\nconst year = new Date().getFullYear();\n---\n<p>{year}</p>', false],
  ['components/A.astro', '<script>console.log(Date.now())</script>', true],
  ['components/A.astro', '<script is:inline>console.log(Date.now())</script>', true],
  ['components/A.astro', '<p title="process">The performance of "fs" and new Date()</p>', true],
  [
    'components/A.astro',
    '---\nconst { performance } = Astro.props as { performance: number };\n---\n{performance}',
    true,
  ],
  ['components/A.tsx', 'export const A = () => <p title="crypto">process</p>;', true],
  ['components/A.tsx', 'export const A = () => <p>{process.pid}</p>;', false],
])('%s: %s', async (name, code, repeats) => {
  const file = join(root, 'content', name);
  await writeFile(file, code);
  expect(await unrepeatableCode(root)).toEqual(repeats ? [] : [`content/${name}`]);
  await rm(file);
});
