import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CorpusPost } from './corpus.ts';
import { type Project, repository, type Site, writeFiles } from './project.ts';

/** What a drawer of share images adds to a site whose pages are otherwise the same for all. */
export interface CardDrawer {
  /** Package → the folder it is in; besides what the pages need. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Path → text. */
  readonly files?: Readonly<Record<string, string>>;
}

/** An Astro site with a page for each post, which names its share image; posts are their front matter only. */
export async function cardSite(root: string, title: string, drawer: CardDrawer): Promise<Site> {
  const own = fromRepository('astro', 'sharp');
  for (const [name, folder] of Object.entries({ ...own, ...drawer.packages })) {
    await mkdir(dirname(join(root, 'node_modules', name)), { recursive: true });
    await symlink(join(folder, name), join(root, 'node_modules', name));
  }
  await writeFiles(root, { ...files, ...drawer.files });
  return {
    title,
    command: [
      'bash',
      '-c',
      `set -o pipefail; "${process.execPath}" node_modules/astro/bin/astro.mjs build | tee ${LOG}`,
    ],
    posts: 'posts',
    leavings: ['dist', '.astro'],
    page: ({ name }) => `dist/og/posts/${name}.png`,
  };
}

/** What the last build said, below a site's root. */
export const LOG = 'build.log';

/** Packages of the repository's own, and the folder they are in. */
export function fromRepository(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, join(repository, 'node_modules')]));
}

/** Declares a drawer as a project; see {@link CardDrawer}. */
export function defineDrawer(drawer: Pick<Project, 'builds' | 'setUp'>): Project {
  return { corpora: ['mdx'], ...drawer };
}

/** A post as far as a card has to do with it. */
export function frontMatterOnly(post: CorpusPost): CorpusPost {
  return { ...post, extension: 'md', text: `${post.text.split(/^---$/m).slice(0, 2).join('---')}---\n` };
}

/** The address all of these sites have. */
export const ORIGIN = 'https://bench.example';

/** The Astro configuration, with integrations or without. */
export function configWith(integrations = '', imports = ''): Record<string, string> {
  const text = `import { defineConfig } from 'astro/config';
${imports}
export default defineConfig({
  site: '${ORIGIN}',
  cacheDir: './.astro/cache',
  integrations: [${integrations}],
});
`;
  return { 'astro.config.mjs': text };
}

const files = {
  'package.json': '{ "type": "module", "private": true }',
  ...configWith(),
  'src/posts.ts': `const texts = import.meta.glob('/posts/*.md', { query: '?raw', import: 'default', eager: true });
export const posts = Object.entries(texts).map(([path, text]) => {
  const of = (key) => new RegExp('^' + key + ': "?(.*?)"?$', 'm').exec(text)?.[1] ?? '';
  const tags = of('tags').replace(/[[\\]]/g, '').split(', ');
  return { name: path.slice('/posts/'.length, -'.md'.length), lang: of('lang'), title: of('title'), description: of('description'), date: of('date'), tags };
});
`,
  'src/pages/posts/[name].astro': `---
import { posts } from '../../posts.ts';
export const getStaticPaths = () => posts.map((post) => ({ params: { name: post.name }, props: { post } }));
const { name, lang, title, description, date, tags } = Astro.props.post;
---
<!doctype html>
<html lang={lang}>
  <head>
    <meta charset="utf-8" />
    <title>{title}</title>
    <meta name="author" content="林衍" />
    <meta property="og:type" content="article" />
    <meta property="og:title" content={title} />
    <meta property="og:description" content={description} />
    <meta property="og:site_name" content="Bench" />
    <meta property="og:image" content={\`${ORIGIN}/og/posts/\${name}.png\`} />
    <meta property="article:published_time" content={date} />
    {tags.map((tag) => <meta property="article:tag" content={tag} />)}
  </head>
  <body><h1>{title}</h1></body>
</html>
`,
};
