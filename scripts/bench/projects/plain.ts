import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { defineProject, repository, writeFiles } from '../project.ts';

/** Astro as its manual has it, with the plugins Byline began with: a page a post, an index, tags and RSS. */
export default defineProject({
  corpora: ['mdx', 'markdown'],
  builds: ['cold', 'edit'],
  setUp: async (root) => {
    const modules = join(repository, 'node_modules');
    await symlink(modules, join(root, 'node_modules'));
    await writeFiles(root, files);
    const { version } = JSON.parse(await readFile(join(modules, 'astro/package.json'), 'utf8'));
    return {
      title: `Plain Astro ${version}`,
      command: [process.execPath, 'node_modules/astro/bin/astro.mjs', 'build'],
      posts: 'content/posts',
      leavings: ['dist', '.astro'],
      page: ({ name }) => `dist/posts/${name}/index.html`,
    };
  },
});

const files = {
  'package.json': '{ "type": "module", "private": true }',
  // The cache is kept here, since node_modules is the repository's own.
  'astro.config.mjs': `import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import rehypePrettyCode from 'rehype-pretty-code';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkGfm from 'remark-gfm';

const theme = { light: 'github-light', dark: 'github-dark' };

export default defineConfig({
  site: 'https://bench.example',
  trailingSlash: 'always',
  cacheDir: './.astro/cache',
  markdown: {
    syntaxHighlight: false,
    processor: unified({
      gfm: false,
      smartypants: false,
      remarkPlugins: [remarkGfm, remarkCjkFriendly],
      rehypePlugins: [[rehypePrettyCode, { theme, keepBackground: false, defaultLang: { block: 'text' } }]],
    }),
  },
  integrations: [mdx()],
});
`,
  'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const schema = z.object({
  title: z.string(),
  description: z.string(),
  date: z.coerce.date(),
  tags: z.array(z.string()),
  lang: z.enum(['zh', 'en']).default('zh'),
});

export const collections = {
  posts: defineCollection({ loader: glob({ base: './content/posts', pattern: '**/*.{md,mdx}' }), schema }),
};
`,
  'src/layouts/Page.astro': `---
const { lang = 'zh', title } = Astro.props;
---
<!doctype html>
<html lang={lang}>
  <head><meta charset="utf-8" /><title>{title}</title></head>
  <body><nav><a href="/">Home</a></nav><main><slot /></main></body>
</html>
`,
  'src/pages/index.astro': `---
import { getCollection } from 'astro:content';
import Page from '../layouts/Page.astro';
const posts = (await getCollection('posts')).sort((a, b) => +b.data.date - +a.data.date);
---
<Page title="Posts">
  <ul>{posts.map(({ id, data }) => <li><a href={\`/posts/\${id}/\`}>{data.title}</a> {data.description}</li>)}</ul>
</Page>
`,
  'src/pages/tags/[tag].astro': `---
import { getCollection } from 'astro:content';
import Page from '../../layouts/Page.astro';
export async function getStaticPaths() {
  const posts = await getCollection('posts');
  const tags = [...new Set(posts.flatMap(({ data }) => data.tags))];
  return tags.map((tag) => ({ params: { tag }, props: { posts: posts.filter(({ data }) => data.tags.includes(tag)) } }));
}
const { posts } = Astro.props;
---
<Page title={Astro.params.tag}>
  <ul>{posts.map(({ id, data }) => <li><a href={\`/posts/\${id}/\`}>{data.title}</a></li>)}</ul>
</Page>
`,
  'src/pages/posts/[id].astro': `---
import { getCollection, render } from 'astro:content';
import Page from '../../layouts/Page.astro';
export async function getStaticPaths() {
  return (await getCollection('posts')).map((post) => ({ params: { id: post.id }, props: { post } }));
}
const { post } = Astro.props;
const { Content, headings } = await render(post);
---
<Page lang={post.data.lang} title={post.data.title}>
  <h1>{post.data.title}</h1>
  <ol>{headings.map(({ slug, text }) => <li><a href={\`#\${slug}\`}>{text}</a></li>)}</ol>
  <Content />
</Page>
`,
  'src/pages/rss.xml.ts': `import { getCollection } from 'astro:content';

export async function GET() {
  const posts = await getCollection('posts');
  const items = posts.map(({ id, data }) =>
    \`<item><title>\${data.title}</title><link>https://bench.example/posts/\${id}/</link><description>\${data.description}</description></item>\`);
  return new Response(\`<rss version="2.0"><channel>\${items.join('')}</channel></rss>\`);
}
`,
};
