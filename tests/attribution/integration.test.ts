import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'astro';
import { afterEach, beforeEach, expect, test } from 'vitest';
import attribution from '../../integrations/attribution/index.ts';

const root = fileURLToPath(new URL('./fixture/', import.meta.url));

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Everything a real build puts on a page: its HTML and its scripts. */
async function built(collector: string): Promise<string> {
  await build({
    root,
    outDir: join(folder, 'dist'),
    cacheDir: join(folder, 'cache'),
    configFile: false,
    logLevel: 'silent',
    integrations: [attribution({ collector })],
    vite: { build: { assetsInlineLimit: 0 } },
  });
  const names = await readdir(join(folder, 'dist'), { recursive: true });
  const texts = names
    .filter((name) => /\.(html|js)$/.test(name))
    .map((name) => readFile(join(folder, 'dist', name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

test.each([
  { collector: 'same-origin', address: '""' },
  { collector: 'https://collect.example/', address: '"https://collect.example"' },
])('a built page reports to $collector', async ({ collector, address }) => {
  const page = await built(collector);
  expect(page).toMatch(/<script type="module" src="\/_astro\/[^"]+\.js"/);
  expect(page.replaceAll('`', '"')).toContain(`collector:${address}`);
  expect(page).toContain('/api/events');
  expect(page).not.toContain(process.cwd());
});

test('without a collector there is no beacon', async () => {
  expect(await built('none')).not.toMatch(/<script|api\/events/);
});
