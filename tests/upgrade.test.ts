import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));
const oldest = oldestOwnable();
let root: string;

/**
 * An owner took the project at the first commit that kept `content/` for them, filled it over the years, and now
 * pulls the engine as it is today.
 */
describe.skipIf(oldest === undefined)('an owner who upgrades', () => {
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'byline-upgrade-'));
    git('clone', '--quiet', '--no-checkout', repository, '.');
    git('config', 'user.name', 'Owner');
    git('config', 'user.email', 'owner@san.dev');
    git('checkout', '--quiet', '-b', 'mine', oldest ?? 'HEAD');
    for (const name of ['content/README.md', 'public/README.md']) await rm(join(root, name), { force: true });
    for (const [file, text] of Object.entries(owned)) await put(file, text);
    git('add', '--all');
    git('commit', '--quiet', '-m', 'mine');
  }, 60_000);
  afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));

  test('merges today’s engine without a conflict, and every file of theirs is as it was', async () => {
    git('merge', '--quiet', '--no-edit', 'origin/HEAD');
    expect(git('status', '--porcelain')).toBe('');
    for (const [file, text] of Object.entries(owned)) expect(await read(file)).toBe(text);
  });

  test('builds a site with all they have added', async () => {
    await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
    const built = byline('build', '--quiet');
    expect(built).not.toMatch(/sample|✗/);
    const post = await read('dist/posts/mine/index.html');
    for (const part of ['我的第一篇', 'class="loud"', '我的页脚', '我的博客']) expect(post).toContain(part);
    expect(existsSync(join(root, 'dist/me.svg'))).toBe(true);
    expect(existsSync(join(root, 'dist/README.md'))).toBe(false);
    expect(await read('dist/fr/posts/mine/index.html')).toContain('Mon premier article');
    const styles = (await readdir(join(root, 'dist/_astro'))).filter((name) => name.endsWith('.css'));
    const sheets = await Promise.all(styles.map((name) => read(`dist/_astro/${name}`)));
    expect(sheets.join('')).toMatch(/#00457c/);
  }, 120_000);

  test('plans for a platform of theirs and knows a model of theirs', () => {
    expect(byline('publish', '--dry-run')).toMatch(/mine\s+gazette \(Gazette\)/);
    const load =
      "import('./integrations/attribution/index.ts').then(async (wing) => console.log(...(await wing.loadModels()).keys()))";
    expect(node('--eval', load)).toMatch(/\blatest\b/);
  });
});

/** Everything an owner may add, each in its place. */
const owned: Readonly<Record<string, string>> = {
  'content/site.ts': `import { defineSite } from '#domain';

export default defineSite({
  url: 'https://zhang.san.dev',
  title: '张三',
  description: '张三的网站。',
  author: { name: '张三', about: '开发者', email: 'me@san.dev' },
  languages: ['zh', 'fr'],
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  channels: { gazette: { platform: 'gazette' } },
});
`,
  'content/posts/mine.mdx': `---
title: 我的第一篇
description: 升级以后还在。
date: 2026-01-02
---

<Loud>还在。</Loud>
`,
  'content/posts/mine.fr.md': `---
title: Mon premier article
description: Toujours là.
date: 2026-01-02
---

Toujours là.
`,
  'content/components/Loud.astro': '<strong class="loud"><slot /></strong>\n',
  'content/layouts/Footer.astro': '<footer>我的页脚</footer>\n',
  'content/strings/zh.ts': `import { defineStrings } from '#strings/define';

export default defineStrings({ sections: { posts: '我的博客' } });
`,
  'content/strings/fr.ts': `import { defineStrings } from '#strings/define';

export default defineStrings({ htmlLang: 'fr', name: 'Français', sections: { posts: 'Articles' } });
`,
  'integrations/syndication/platforms/gazette.ts': `import { definePlatform } from '../platform.ts';
import csdn from '../render/recipes/csdn.ts';

export default definePlatform({
  name: 'Gazette',
  secrets: {},
  render: [csdn],
  limits: [],
  kit: { editor: 'https://gazette.example/new', asks: [] },
});
`,
  'integrations/attribution/models/latest.ts': `import { defineModel } from '../model.ts';

export default defineModel({
  title: 'Latest of all',
  about: 'Everything to the latest touch.',
  weigh: (_touch, index, { touches }) => (index === touches.length - 1 ? 1 : 0),
});
`,
  'content/theme.css': ':root { --accent: light-dark(#00457c, #9cf); }\n',
  'public/me.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n',
};

/** The first commit in which `content/` belongs to the owner; undefined in a folder without the whole history. */
function oldestOwnable(): string | undefined {
  try {
    const found = execFileSync(
      'git',
      ['log', '--diff-filter=A', '--format=%H', '--', 'content/README.md', 'sample/content/site.ts'],
      { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    return found.trim().split('\n').at(-1) || undefined;
  } catch {
    return undefined;
  }
}

function git(...words: string[]): string {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function byline(...words: string[]): string {
  return node('scripts/byline.ts', ...words);
}

/** What a program prints; throws with its errors where it fails. */
function node(...words: string[]): string {
  const env = { ...process.env, NO_COLOR: '1', GAZETTE_TOKEN: 'secret' };
  return execFileSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

function read(file: string): Promise<string> {
  return readFile(join(root, file), 'utf8');
}
