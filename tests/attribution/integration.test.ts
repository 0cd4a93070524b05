import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'astro';
import { afterEach, beforeEach, expect, test } from 'vitest';
import attribution from '../../integrations/attribution/index.ts';

const root = fileURLToPath(new URL('./fixture/', import.meta.url));

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** A real build: its pages and its scripts, by the names of their files without the hash. */
async function built(settings: Parameters<typeof attribution>[0]): Promise<Map<string, string>> {
  const dist = join(folder, 'dist');
  await build({
    root,
    outDir: dist,
    cacheDir: join(folder, 'cache'),
    configFile: false,
    logLevel: 'silent',
    integrations: [attribution(settings)],
    vite: { build: { assetsInlineLimit: 0 } },
  });
  const names = (await readdir(dist, { recursive: true })).filter((name) => /\.(html|js)$/.test(name));
  const files = names.map(async (name) => {
    const [stem = ''] = basename(name).split('.');
    return [stem, await readFile(join(dist, name), 'utf8')] as const;
  });
  return new Map(await Promise.all(files));
}

const bytes = (text: string | undefined) => brotliCompressSync(text ?? '').length;

test('what a reader downloads: 1,000 bytes in Brotli with the settings, 750 later, and the rest where it is needed', async () => {
  const files = await built({ collector: 'same-origin' });
  expect([...files.keys()].toSorted()).toEqual([
    'ask-consent',
    'explain-events',
    'index',
    'page',
    'page-parts',
    'run-ads',
    'send-form',
    'watch-page',
  ]);
  const [page, later, form] = ['page', 'watch-page', 'send-form'].map((name) => bytes(files.get(name)));
  expect(page).toBeLessThanOrEqual(1000);
  expect(later).toBeLessThanOrEqual(750);
  expect(form).toBeLessThanOrEqual(750);
  for (const name of ['run-ads', 'ask-consent']) expect(bytes(files.get(name))).toBeLessThanOrEqual(400);
  // The page says nothing of files that not every page needs.
  expect(files.get('page')).not.toMatch(/send-form|run-ads|ask-consent/);
});

test.each([
  { collector: 'same-origin', address: '""' },
  { collector: 'https://collect.example/', address: '"https://collect.example"' },
])('a built page reports to $collector', async ({ collector, address }) => {
  const files = await built({ collector });
  const page = files.get('page') ?? '';
  expect(files.get('index')).toMatch(/<script type="module" src="\/_astro\/[^"]+\.js"/);
  expect(page.replaceAll('`', '"')).toContain(`collector:${address}`);
  expect(page).toContain('/api/events');
  expect([...files.values()].join('')).not.toContain(process.cwd());
});

test('where readers are asked, nothing is kept before they answer', async () => {
  const page = (await built({ collector: 'same-origin', consent: 'ask' })).get('page');
  expect(page?.replaceAll('`', '"')).toContain('key:"byline-allowed",fresh:"0"');
});

test('without a collector there is no beacon', async () => {
  const files = await built({ collector: 'none' });
  expect([...files.keys()]).toEqual(['index']);
  expect(files.get('index')).not.toContain('<script');
});
