import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Outcome } from './checkout.ts';
import { runProgram } from './run-program.ts';

const launcher = fileURLToPath(new URL('../scripts/byline.cjs', import.meta.url));
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'byline-'));
  await mkdir(join(root, 'scripts'));
  await cp(launcher, join(root, 'scripts/byline.cjs'));
  await writeFile(
    join(root, 'package.json'),
    '{ "name": "mine", "type": "module", "bin": { "byline": "scripts/byline.cjs" } }',
  );
  await writeFile(
    join(root, 'scripts/byline.ts'),
    'console.log(process.version, process.argv.slice(2).join());\n',
  );
});
afterEach(() => rm(root, { recursive: true }));

/** Starts the launcher with a Node that says it is an older one. */
async function withOldNode(...words: string[]): Promise<Outcome> {
  await writeFile(join(root, 'old.cjs'), pretendOld);
  return runProgram(process.execPath, ['-r', './old.cjs', 'scripts/byline.cjs', ...words], { cwd: root });
}

const pretendOld = "Object.defineProperty(process.versions, 'node', { value: '18.20.8' });";

/** Puts a program where the `node` package would have put Node 24. */
async function installNode(text?: string): Promise<void> {
  const bin = join(root, 'node_modules/node/bin');
  await mkdir(bin, { recursive: true });
  if (text === undefined) return symlink(process.execPath, join(bin, 'node'));
  await writeFile(join(bin, 'node'), text);
  await chmod(join(bin, 'node'), 0o755);
}

test('an old Node can read the launcher', async () => {
  const code = await readFile(launcher, 'utf8');
  // esbuild writes newer syntax in older words; Node 12.17 can load modules, which esbuild does not know.
  const supported = { 'dynamic-import': true };
  const [old, now] = await Promise.all(
    ['node12.17', 'esnext'].map((target) => transform(code, { target, supported })),
  );
  expect(old?.code).toBe(now?.code);
});

test('a Node that is new enough runs Byline itself', async () => {
  const { code, stdout } = await runProgram(process.execPath, ['scripts/byline.cjs', 'a', 'b'], {
    cwd: root,
  });
  expect([code, stdout]).toEqual([0, `${process.version} a,b\n`]);
});

describe('with an old Node', () => {
  test('the Node that came with the packages runs Byline', async () => {
    await installNode();
    expect(await withOldNode('check', '--json')).toMatchObject({
      code: 0,
      stdout: `${process.version} check,--json\n`,
    });
  });

  test('it ends as that one ends', async () => {
    await installNode('#!/bin/sh\nexit 7\n');
    expect(await withOldNode()).toMatchObject({ code: 7 });
  });

  test.runIf(process.platform !== 'win32')('and stops it when it is stopped', async () => {
    await installNode(
      '#!/bin/sh\ntrap "echo asked to stop; exit 3" TERM\necho ready\nwhile :; do sleep 0.05; done\n',
    );
    await writeFile(join(root, 'old.cjs'), pretendOld);
    const child = execFile(process.execPath, ['-r', './old.cjs', 'scripts/byline.cjs'], {
      cwd: root,
    });
    let said = '';
    child.stdout?.on('data', (text) => {
      said += text;
      if (said === 'ready\n') child.kill('SIGTERM');
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, said]).toEqual([3, 'ready\nasked to stop\n']);
  });

  test.each<[what: string, made: readonly string[], says: RegExp]>([
    ['before anything is installed', [], /Node 24 comes with the packages: run `npm install` in /],
    ['where npm ran no install scripts', ['node_modules/node/'], /`npm rebuild node --ignore-scripts=false`/],
    ['where pnpm ran none', ['node_modules/.modules.yaml'], /`pnpm rebuild node`/],
    ['where bun ran none', ['node_modules/node/', 'bun.lock'], /`bun pm trust node`/],
  ])('it is said in a line what to do, %s', async (_, made, says) => {
    for (const path of made) {
      if (path.endsWith('/')) await mkdir(join(root, path), { recursive: true });
      else {
        await mkdir(join(root, path, '..'), { recursive: true });
        await writeFile(join(root, path), '');
      }
    }
    const { code, stdout, stderr } = await withOldNode('build');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Byline needs Node 24, and this is Node 18\.20\.8\. [^\n]+\n$/);
    expect(stderr).toMatch(says);
  });
});

test('packages that are missing are named in a line', async () => {
  await writeFile(join(root, 'scripts/byline.ts'), "import 'commander';\n");
  const { code, stderr } = await runProgram(process.execPath, ['scripts/byline.cjs'], { cwd: root });
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^Packages are missing\. Run `npm install` in \S+\n$/),
  ]);
});
