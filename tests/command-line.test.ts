import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checkout, checkOut } from './checkout.ts';
import { runProgram } from './run-program.ts';

let checkout: Checkout;
beforeAll(async () => {
  checkout = await checkOut('thread');
});
afterAll(() => checkout.remove());

/** Runs the launcher as `npx` does: from the folder the user is in. */
const bylineIn = (folder: string, words: readonly string[], env: Record<string, string> = {}) =>
  runProgram(process.execPath, [join(checkout.root, 'scripts/byline.cjs'), ...words], { cwd: folder, env });

describe('a slip is answered with what to type, and nothing else', () => {
  test.each<[line: string, ...says: string[]]>([
    ['chekc', '✗ there is no command “chekc”', 'Did you mean “npx byline check”?'],
    ['xyz', '✗ there is no command “xyz”', 'npx byline --help'],
    ['leads wonn', '✗ there is no command “wonn”', 'Did you mean “npx byline leads won”?'],
    ['check --jsno', '✗ “npx byline check” has no option --jsno', 'Did you mean “--json”?'],
    ['build -x', '✗ “npx byline build” has no option -x', 'Known: --quiet, --whole, --help.'],
    ['--dry-run publish', '✗ “npx byline” has no option --dry-run', 'npx byline publish --dry-run'],
    ['check foo', '✗ “npx byline check” takes no arguments, but was given “foo” as well'],
    ['new post', '✗ “npx byline new” needs <title>', 'Type: npx byline new <what> <title>.'],
    ['new post Hello World', 'was given “World” as well', 'Put quotes around text that has spaces in it.'],
    ['new psot x', '✗ “psot” is not a thing to begin', 'Did you mean “post”?'],
    ['new talk x --kind tlak', 'is not a kind of offer or talk', 'Did you mean “talk”?'],
    ['import hexo', '✗ “npx byline import” needs <path>', 'Type: npx byline import <kind> <path>.'],
    [
      'publish --from',
      '✗ the option --from <place> was given without its value',
      'the built site, or its address',
    ],
    ['dev --port http', '✗ “http” is not a port', 'a whole number from 0 to 65535'],
    ['start --port 65536', '✗ “65536” is not a port'],
    ['start --host 203.0.113.1 --no-build', 'this machine has no address 203.0.113.1'],
    ['screenshots --only hom', '✗ “hom” is not a page to picture', 'Did you mean “home”?'],
    ['leads won 3f2a 1999,00', '✗ “1999,00” is not money', 'such as “1999.00 CNY”'],
    ['bench biuld', '✗ there is no command “biuld”', 'Did you mean “npx byline bench build”?'],
  ])('byline %s', async (line, ...says) => {
    await mkdir(join(checkout.root, 'dist'), { recursive: true });
    await checkout.write('dist/index.html', '');
    const { code, stdout, stderr } = await checkout.byline(line.split(' '));
    expect([code, stdout]).toEqual([1, '']);
    for (const part of says) expect(stderr.replaceAll(/\s+/g, ' ')).toContain(part);
    expect(stderr).not.toMatch(/^\s+at |^error:|Usage:/m);
  });

  test('without a command there is the list of them', async () => {
    const { code, stdout, stderr } = await checkout.byline([]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/Commands:\n[\s\S]* {2}build [\s\S]*✗ no command was given/);
  });
});

describe('help', () => {
  test('lists the commands, but for the one that measures Byline itself', async () => {
    const { code, stdout, stderr } = await checkout.byline(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    const files = await readdir(join(checkout.root, 'scripts/commands'));
    const names = files.map((file) => file.replace('.ts', ''));
    expect(names.filter((name) => !new RegExp(`^  ${name} `, 'm').test(stdout))).toEqual(['bench']);
  });

  test.each(['broken', 'missing'])('and version need no settings: %s', async (how) => {
    const file = join(checkout.root, 'content/site.ts');
    const sound = await readFile(file, 'utf8');
    if (how === 'broken') await writeFile(file, 'export default {{{');
    else await rm(file);
    const { version } = JSON.parse(await readFile(join(checkout.root, 'package.json'), 'utf8'));
    expect(await checkout.byline(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    for (const words of [['--help'], ['help', 'new'], ['new', '--help'], ['leads', 'won', '--help']])
      expect(await checkout.byline(words)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^Usage: npx byline/),
        stderr: '',
      });
    if (how === 'broken')
      expect(await checkout.byline(['check'])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('content/site.ts'),
      });
    await writeFile(file, sound);
  });
});

describe('without the development packages', () => {
  let bare: Checkout;
  beforeAll(async () => {
    bare = await checkOut('thread');
    await rm(join(bare.root, 'node_modules'));
    await linkPackages(join(bare.root, 'node_modules'));
  });
  afterAll(() => bare.remove());

  test.each([['--help'], ['--version'], ['check'], ['publish', '--dry-run'], ['new', 'post', 'x']])(
    'byline %s %s works',
    async (...words) => expect(await bare.byline(words)).toMatchObject({ code: 0 }),
  );

  test.each(['screenshots', 'bench'])('byline %s says which package it misses', async (name) => {
    const { code, stderr } = await bare.byline([name]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^✗ the package \S+ is not installed\n {2}Run: npm install --include=dev\n/),
    ]);
  });
});

describe('from another folder', () => {
  const inside = (path: string) => join(checkout.root, path);

  test.each(['content/posts', 'src/pages'])('of the checkout: %s', async (folder) => {
    const { code, stdout } = await bylineIn(inside(folder), ['check']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^✓ posts 4 /)]);
    expect(await readdir(inside(folder))).not.toContain('.astro');
  });

  test('a new file is made in the checkout', async () => {
    const { code, stdout } = await bylineIn(inside('src'), ['new', 'post', 'from-below']);
    expect([code, stdout]).toEqual([0, 'content/posts/from-below.mdx\n']);
    await rm(inside('content/posts/from-below.mdx'));
    expect(await readdir(inside('src'))).not.toContain('content');
  });

  test('a path means what it says there', async () => {
    await mkdir(inside('elsewhere/blog'), { recursive: true });
    await checkout.write('elsewhere/blog/old.md', '---\ntitle: Old\ndate: 2020-01-02\n---\n\nText.\n');
    const words = ['import', 'markdown', './blog', '--dry-run', '--json'];
    const { code, stdout } = await bylineIn(inside('elsewhere'), words);
    expect([code, stdout]).toEqual([0, expect.stringContaining('content/posts/old.en.md')]);
    const viaNpm = await bylineIn(checkout.root, words, {
      npm_lifecycle_event: 'byline',
      INIT_CWD: inside('elsewhere'),
    });
    expect(viaNpm).toEqual({ code, stdout, stderr: '' });
    const missing = await bylineIn(inside('elsewhere'), ['report', '--db', 'absent.db']);
    expect(missing.stderr).toContain('elsewhere/absent.db');
    const away = await bylineIn(inside('elsewhere'), ['indexnow', '--from', 'dist', '--dry-run']);
    expect(away.code).toBe(1);
  });

  test('of a checkout that is reached by a link', async () => {
    const link = `${checkout.root}-link`;
    await symlink(checkout.root, link);
    expect(await bylineIn(join(link, 'content'), ['check'], { PWD: join(link, 'content') })).toMatchObject({
      code: 0,
    });
    await rm(link);
  });

  test('of content that is a link to a folder elsewhere', async () => {
    const vault = `${checkout.root}-vault`;
    await cp(inside('content'), vault, { recursive: true });
    await symlink(vault, inside('linked'));
    expect(await bylineIn(vault, ['--version'], { PWD: inside('linked') })).toMatchObject({ code: 0 });
    expect(await bylineIn(vault, ['--version'], { PWD: vault })).toMatchObject({ code: 1 });
    await Promise.all([rm(vault, { recursive: true }), rm(inside('linked'))]);
  });

  test('of another checkout: that one is meant', async () => {
    const other = await checkOut('portfolio');
    await other.write('content/posts-are-none.md', 'x');
    const [there, here] = [await bylineIn(other.root, ['check']), await other.byline(['check'])];
    expect(there).toEqual(here);
    await other.remove();
  });

  test('outside any checkout that is said', async () => {
    const outside = join(checkout.root, '..');
    expect(await bylineIn(outside, ['check'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no Byline checkout here or in any folder above. Go into yours first: cd my-site\n',
    });
  });
});

describe('colour', () => {
  const ESCAPE = '\u001b[';
  const slip = (env: Record<string, string>) => bylineIn(checkout.root, ['chekc'], { NO_COLOR: '', ...env });

  test('is for terminals', async () => expect((await slip({})).stderr).not.toContain(ESCAPE));
  test('is not for the logs of CI', async () =>
    expect((await slip({ CI: 'true' })).stderr).not.toContain(ESCAPE));
  test('is where it is asked for', async () =>
    expect((await slip({ FORCE_COLOR: '1' })).stderr).toContain(ESCAPE));
  test('is nowhere with NO_COLOR', async () => {
    const terminal = ['-qec', `${process.execPath} scripts/byline.cjs chekc`, '/dev/null'];
    const onTerminal = (env: Record<string, string>) =>
      runProgram('script', terminal, { cwd: checkout.root, env });
    const none = await onTerminal({ NO_COLOR: '1', TERM: 'xterm' });
    const some = await onTerminal({ NO_COLOR: '', TERM: 'xterm' });
    expect([none.stdout.includes(ESCAPE), some.stdout.includes(ESCAPE)]).toEqual([false, true]);
  });
});

/** Links every installed package but those that package.json wants for development. */
async function linkPackages(folder: string): Promise<void> {
  const all = fileURLToPath(new URL('../node_modules', import.meta.url));
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { devDependencies } = JSON.parse(manifest);
  const scopes = (await readdir(all)).filter((name) => name.startsWith('@'));
  const plain = (await readdir(all)).filter((name) => !name.startsWith('@'));
  const scoped = await Promise.all(
    scopes.map(async (scope) => (await readdir(join(all, scope))).map((name) => `${scope}/${name}`)),
  );
  const wanted = [...plain, ...scoped.flat()].filter((name) => !(name in devDependencies));
  for (const scope of ['', ...scopes]) await mkdir(join(folder, scope), { recursive: true });
  await Promise.all(wanted.map((name) => symlink(join(all, name), join(folder, name))));
}
