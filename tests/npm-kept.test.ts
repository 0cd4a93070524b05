import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command, Option } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from '../scripts/command-line.ts';
import { type Checkout, checkOut, type Outcome } from './checkout.ts';
import { runProgram } from './run-program.ts';

let checkout: Checkout;
let home: string;
beforeAll(async () => {
  checkout = await checkOut('thread');
  home = join(checkout.root, 'home');
  await mkdir(home);
});
afterAll(() => checkout.remove());

/** Types a line of npm's, with the settings of a user and of no one else. */
async function npm(
  line: readonly string[],
  settings = '',
  env: Record<string, string> = {},
): Promise<Outcome> {
  const file = join(home, `${settings.replaceAll(/\W+/g, '-')}.npmrc`);
  await writeFile(file, settings);
  return runProgram('npm', line, {
    cwd: checkout.root,
    env: {
      ...env,
      HOME: home,
      NPM_CONFIG_USERCONFIG: file,
      NPM_CONFIG_GLOBALCONFIG: join(home, 'none'),
      NPM_CONFIG_UPDATE_NOTIFIER: 'false',
    },
  });
}
const typed = (line: string) => line.split(' ');

describe('what npm keeps for itself is refused, and nothing is run', () => {
  test.each([
    ['run byline publish --dry-run', 'npx byline publish --dry-run'],
    ['run byline publish --dry', 'npx byline publish --dry-run'],
    ['run byline publish -n', 'npx byline publish --dry-run'],
    ['run byline import hexo ../old-blog -n --json', 'npx byline import hexo ../old-blog --dry-run --json'],
    ['run byline new post 你好 --lang en', 'npx byline new post 你好 --lang en'],
    ['run byline new post T --lang=en --slug=t', 'npx byline new post T --lang en --slug t'],
    ['run byline report --by post --days 3', 'npx byline report --by post --days 3'],
    ['run byline report --until=2026-01-02', 'npx byline report --until 2026-01-02'],
    ['run byline publish --to=dev', 'npx byline publish --to dev'],
    ['run byline publish --yes', 'npx byline publish --yes'],
    ['run byline leads won 3f2a --db=x.db', 'npx byline leads won 3f2a --db x.db'],
    ['start --port 4000', 'npx byline start --port 4000'],
    ['run dev --host 0.0.0.0', 'npx byline dev --host 0.0.0.0'],
    // An option of another command: the line is then refused for that.
    ['run build --dry-run', 'npx byline build --dry-run'],
  ])('npm %s', async (line, instead) => {
    const { code, stderr } = await npm(typed(line));
    expect(code).toBe(1);
    expect(stderr).toMatch(/✗ npm kept --[\w-]+( and --[\w-]+)* for itself, and nothing was run\n/);
    expect(stderr).toContain(`\n  Type: ${instead}\n`);
  });

  test('a title with spaces is quoted in the line to type', async () => {
    const { stderr } = await npm(['run', 'byline', 'new', 'post', 'Say "hello"', '--slug=hello']);
    expect(stderr).toContain('Type: npx byline new post "Say \\"hello\\"" --slug hello\n');
  });

  test('of every option of every command', { timeout: 120_000 }, async () => {
    const options = [...optionsOf(await commandLine())];
    expect(options.length).toBeGreaterThan(30);
    const missed: string[] = [];
    const type = async ({ path, option }: Typed) => {
      const words = ['run', 'byline', ...path, ...flagsOf(option)];
      const { code, stderr } = await npm(words);
      if (code !== 1 || !stderr.includes(`${option.long}`)) missed.push(words.join(' '));
    };
    while (options.length > 0) await Promise.all(options.splice(0, 4).map(type));
    expect(missed).toEqual([]);
  });
});

describe('what was not typed is not refused', () => {
  test.each(['json=true', 'yes=true', 'long=true\nall=true', 'loglevel=silent', 'port=99'])(
    'settings of npm: %s',
    async (settings) => {
      expect(await npm(typed('run byline new post'), settings)).toMatchObject(needsTitle);
    },
  );

  test('but the settings may hide the option that protects: then nothing is run either', async () => {
    const { code, stderr } = await npm(typed('run byline publish -n'), 'yes=false');
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('cannot tell whether you typed -n, --dry-run'),
    ]);
    expect(stderr).toContain('Type: npx byline publish --dry-run\n  or:   npx byline publish\n');
    expect(await npm(typed('run byline -- publish -n'), 'yes=false')).toMatchObject({ code: 0 });
    expect(await npm(typed('run byline new post'), 'yes=false')).toMatchObject(needsTitle);
  });

  test.each([
    ['an option given after --', 'run byline -- new post --slug=x'],
    ['an option of npm’s own', 'run --silent byline new post'],
    ['a script npm runs in a workspace', 'run --include-workspace-root byline new post'],
  ])('%s', async (_, line) => expect(await npm(typed(line))).toMatchObject(needsTitle));

  test('a setting in the environment in capitals', async () =>
    expect(await npm(typed('run byline new post'), '', { NPM_CONFIG_JSON: 'true' })).toMatchObject(
      needsTitle,
    ));

  test.each([['--no'], ['--yes'], ['--offline']])('an option of npx: npx %s', async (option) => {
    const line = ['exec', option, '--', 'byline', 'publish', '-n'];
    expect(await npm(line)).toMatchObject({ code: 0, stdout: expect.stringContaining('No channels yet') });
  });
});

/** What `byline new post` answers once it is reached. */
const needsTitle = { code: 1, stderr: expect.stringContaining('“npx byline new” needs <title>') };

interface Typed {
  readonly path: readonly string[];
  readonly option: Option;
}

const ofNpm = new Set(['--csv', '--only', '--quiet', '--verbose', '--version']);

/**
 * Every option there is, but four. npm drops its own old `--only` without a trace, and takes `--quiet` and `--verbose`
 * for itself: more pictures are taken, or more or less is said. For `--csv` npm prints its version and runs nothing.
 */
function* optionsOf(command: Command, path: readonly string[] = []): Generator<Typed> {
  const own = command.options.filter(({ long }) => !ofNpm.has(long ?? ''));
  for (const option of own) yield { path, option };
  for (const below of command.commands) yield* optionsOf(below, [...path, below.name()]);
}

function flagsOf({ long, short, required }: Option): string[] {
  const flags = [short, long].flatMap((flag) => flag ?? []);
  return flags.slice(-1).concat(required ? ['value'] : []);
}
