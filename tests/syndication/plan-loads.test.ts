import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Prints the packages that importing a module loads, one a line. */
const listing = `
import { registerHooks } from 'node:module';
const loaded = new Set();
registerHooks({
  load(url, context, next) {
    const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1];
    if (name) loaded.add(name);
    return next(url, context);
  },
});
await import(process.argv[1]);
console.log([...loaded].join('\\n'));
`;

async function packagesOf(module: string): Promise<string[]> {
  const words = ['--input-type=module', '--eval', listing, new URL(`../../${module}`, import.meta.url).href];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return stdout.trim().split('\n');
}

/** What sends, draws, serves and keeps statistics: a hundred megabytes that no plan needs. */
const heavy = [
  'sharp',
  'nodemailer',
  'hono',
  'kysely',
  'playwright-core',
  'mermaid',
  'ky',
  'ws',
  '@mathjax/src',
];

test.each(['scripts/syndication/plan-run.ts', 'scripts/actions/publish.ts', 'scripts/actions/status.ts'])(
  '%s plans without what sends, draws or serves',
  { timeout: 60_000 },
  async (module) => {
    const loaded = await packagesOf(module);
    expect(loaded).toContain('zod');
    expect(loaded.filter((name) => heavy.includes(name))).toEqual([]);
  },
);

test('the list tells them apart: what sends is loaded by what sends', { timeout: 60_000 }, async () => {
  expect(await packagesOf('scripts/syndication/open-run.ts')).toEqual(
    expect.arrayContaining(['sharp', 'nodemailer', 'ky']),
  );
});
