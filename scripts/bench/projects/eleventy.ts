import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { installed } from '../packages.ts';
import { defineProject, writeFiles } from '../project.ts';

const dependencies = {
  '@11ty/eleventy': '3.1.7',
  '@shikijs/markdown-it': '4.6.0',
  'markdown-it-footnote': '4.0.0',
  shiki: '4.6.0',
};

/** Eleventy with the highlighter that Byline and plain Astro use, in the same two themes. */
export default defineProject({
  corpora: ['markdown'],
  builds: ['cold', 'edit'],
  setUp: async (root) => {
    await symlink(await installed('eleventy', dependencies), join(root, 'node_modules'));
    await writeFiles(root, files);
    return {
      title: `Eleventy ${dependencies['@11ty/eleventy']} with Shiki`,
      command: [process.execPath, 'node_modules/@11ty/eleventy/cmd.cjs', '--quiet'],
      posts: 'content/posts',
      leavings: ['_site', '.cache'],
      page: ({ name }) => `_site/posts/${name}/index.html`,
    };
  },
});

const page = (main: string) =>
  `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><nav><a href="/">Home</a></nav><main>${main}</main></body></html>\n`;

const list = (posts: string) =>
  `<ul>{% for post in ${posts} %}<li><a href="{{ post.url }}">{{ post.data.title }}</a> {{ post.data.description }}</li>{% endfor %}</ul>`;

const files = {
  'package.json': '{ "type": "module", "private": true }',
  'eleventy.config.js': `import shiki from '@shikijs/markdown-it';
import footnote from 'markdown-it-footnote';

const highlight = await shiki({
  themes: { light: 'github-light', dark: 'github-dark' },
  langs: ['ts', 'go', 'python', 'rust', 'sql', 'bash', 'yaml', 'json'],
});

export default function (config) {
  config.amendLibrary('md', (markdown) => markdown.use(highlight).use(footnote));
  return { dir: { input: 'content', includes: '../layouts', output: '_site' }, markdownTemplateEngine: false };
}
`,
  'layouts/post.njk': page('<h1>{{ title }}</h1>{{ content | safe }}'),
  'content/posts/posts.json': '{ "layout": "post.njk" }',
  'content/index.njk': `---\ntitle: Posts\n---\n${page(list('collections.all | reverse'))}`,
  'content/tags.njk': `---
pagination: { data: collections, size: 1, alias: tag, filter: [all] }
permalink: /tags/{{ tag }}/
---
${page(list('collections[tag]'))}`,
  'content/rss.njk': `---
permalink: /rss.xml
---
<rss version="2.0"><channel>{% for post in collections.all %}<item><title>{{ post.data.title }}</title><link>https://bench.example{{ post.url }}</link><description>{{ post.data.description }}</description></item>{% endfor %}</channel></rss>
`,
};
