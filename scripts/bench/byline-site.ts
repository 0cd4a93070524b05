import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '#domain';
import { repository, type Site, writeFiles } from './project.ts';

const engine = [
  'src',
  'integrations',
  'scripts',
  'public',
  'astro.config.mjs',
  'package.json',
  'tsconfig.json',
];

/**
 * Puts this repository's engine, without posts, into an empty folder.
 *
 * @param extras whether the site has share images and a search, as an owner's has
 */
export async function setUpByline(root: string, { extras }: { readonly extras: boolean }): Promise<Site> {
  for (const name of engine) await cp(join(repository, name), join(root, name), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  await writeFiles(root, { 'content/site.ts': settings });
  if (!extras) await withoutExtras(join(root, 'astro.config.mjs'));
  return {
    title: 'Byline',
    command: [process.execPath, 'scripts/byline.ts', 'build'],
    posts: 'content/posts',
    leavings: ['dist', '.astro', '.byline'],
    page: ({ name, lang }) => `dist/${lang === 'zh' ? '' : 'en/'}posts/${name}/index.html`,
  };
}

/** Takes share images and search out: no other generator of the bench makes them. */
async function withoutExtras(config: string): Promise<void> {
  const text = await readFile(config, 'utf8');
  const without = text
    .replace(/\bogImages\([^()]*\),?/, '')
    .replace(/\bsearch\(\),?/, '')
    .replace(/^import (?:ogImages|search) .*\n/gm, '');
  if (without === text) throw new Problem('there is no ogImages() to take out of astro.config.mjs');
  await writeFile(config, without);
}

const settings = `import { defineSite } from '#domain';

export default defineSite({
  url: 'https://bench.example',
  title: { zh: '测速', en: 'Bench' },
  description: { zh: '用来测速的站点。', en: 'A site to measure builds with.' },
  author: {
    name: { zh: '林衍', en: 'Lin Yan' },
    about: { zh: '后端工程师', en: 'Engineer' },
    email: 'lin@bench.example',
  },
  languages: ['zh', 'en'],
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
});
`;
