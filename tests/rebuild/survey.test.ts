import { appendFile, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Survey, survey } from '../../scripts/rebuild/survey.ts';

const noon = Date.UTC(2026, 10, 21, 4);
const HOUR = 3_600_000;
const files = [
  'content/site.ts',
  'content/posts/a.md',
  'content/posts/b.mdx',
  'content/posts/dot.png',
  'src/pages/index.astro',
  'integrations/content-layer/index.ts',
  'scripts/byline.ts',
  'public/favicon.svg',
  'astro.config.mjs',
  'package-lock.json',
  'README.md',
];
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'byline-'));
  for (const file of files) {
    await mkdir(join(root, file, '..'), { recursive: true });
    await writeFile(join(root, file), `of ${file}`);
  }
});
afterEach(() => rm(root, { recursive: true }));

describe('what a site is built from', () => {
  test('is the same while nothing is written', () => {
    expect(surveyed(noon + HOUR)).toEqual({ ...surveyed(noon), at: noon + HOUR });
  });

  test.each<[what: string, change: () => Promise<unknown>]>([
    ['settings', () => appendFile(join(root, 'content/site.ts'), '!')],
    ['a picture', () => appendFile(join(root, 'content/posts/dot.png'), '!')],
    [
      'a picture of as many bytes',
      () => writeFile(join(root, 'content/posts/dot.png'), 'OF content/posts/dot.png'),
    ],
    ['a page of the engine', () => appendFile(join(root, 'src/pages/index.astro'), '!')],
    ['a wing', () => appendFile(join(root, 'integrations/content-layer/index.ts'), '!')],
    ['a file as it is', () => appendFile(join(root, 'public/favicon.svg'), '!')],
    ['the configuration', () => appendFile(join(root, 'astro.config.mjs'), '!')],
    ['a package', () => appendFile(join(root, 'package-lock.json'), '!')],
    ['a variable', () => writeFile(join(root, '.env'), 'PUBLIC_A=1')],
    ['a new file', () => writeFile(join(root, 'content/theme.css'), '')],
    ['a file gone', () => rm(join(root, 'public/favicon.svg'))],
    ['another name', () => rename(join(root, 'public/favicon.svg'), join(root, 'public/icon.svg'))],
  ])('is other for %s', async (_, change) => {
    const before = surveyed(noon);
    await change();
    expect(surveyed(noon).rest).not.toBe(before.rest);
    expect(surveyed(noon).texts).toEqual(before.texts);
  });

  test('is other on another day where the author lives', () => {
    expect(surveyed(noon + 24 * HOUR).rest).not.toBe(surveyed(noon).rest);
  });

  test.each([
    ['a word', () => appendFile(join(root, 'content/posts/a.md'), '!')],
    ['a word, and a clock put back', backdated],
  ])('has its texts apart: %s', async (_, change) => {
    const before = surveyed(noon);
    await change();
    const { rest, texts } = surveyed(noon);
    expect(rest).toBe(before.rest);
    expect(Object.keys(texts).filter((file) => texts[file] !== before.texts[file])).toEqual([
      'content/posts/a.md',
    ]);
  });

  test('does not have what only people read', async () => {
    const before = surveyed(noon);
    await appendFile(join(root, 'README.md'), '!');
    expect(surveyed(noon)).toEqual(before);
  });

  test.each([
    ['Vim’s', (root: string) => writeFile(join(root, 'content/posts/.a.md.swp'), '')],
    [
      'Emacs’s, a link to nothing',
      (root: string) => symlink('me@host.1', join(root, 'content/posts/.#a.md')),
    ],
    ['a copy', (root: string) => writeFile(join(root, 'src/pages/index.astro~'), '')],
  ])('does not have what an editor leaves beside a file: %s', async (_, leave) => {
    const before = surveyed(noon);
    await leave(root);
    expect(surveyed(noon)).toEqual(before);
  });

  test('has what begins with a dot in public/', async () => {
    const before = surveyed(noon);
    await mkdir(join(root, 'public/.well-known'));
    await writeFile(join(root, 'public/.well-known/security.txt'), '');
    expect(surveyed(noon).rest).not.toBe(before.rest);
  });

  test('is other where the project was moved to', async () => {
    const before = surveyed(noon);
    await rename(root, `${root}-moved`);
    const after = survey(`${root}-moved`, noon);
    await rename(`${root}-moved`, root);
    expect(after?.rest).not.toBe(before.rest);
  });

  test('is not known where a link leads out of sight', async () => {
    await symlink(tmpdir(), join(root, 'content/elsewhere'));
    expect(survey(root, noon)).toBeNull();
  });
});

function surveyed(now: number): Survey {
  const found = survey(root, now);
  if (found === null) throw new Error('nothing was surveyed');
  return found;
}

/** A file written as `git` or `tar` might, with the length and the time it had. */
async function backdated(): Promise<void> {
  const file = join(root, 'content/posts/a.md');
  await utimes(file, 1, 1);
  await writeFile(file, 'OF content/posts/a.md');
  await utimes(file, 1, 1);
}
