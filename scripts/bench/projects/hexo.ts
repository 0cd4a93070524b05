import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { installed } from '../packages.ts';
import { defineProject, writeFiles } from '../project.ts';

const dependencies = {
  hexo: '8.1.1',
  'hexo-generator-feed': '3.0.0',
  'hexo-generator-index': '4.0.0',
  'hexo-generator-tag': '2.0.0',
  'hexo-renderer-marked': '7.0.1',
};

/** Hexo with its own renderer and highlighter, and a theme as small as the others' layouts. */
export default defineProject({
  corpora: ['markdown'],
  builds: ['cold', 'edit'],
  setUp: async (root) => {
    await symlink(await installed('hexo', dependencies), join(root, 'node_modules'));
    await writeFiles(root, files);
    return {
      title: `Hexo ${dependencies.hexo}`,
      command: [process.execPath, 'node_modules/hexo/bin/hexo', 'generate'],
      posts: 'source/_posts',
      leavings: ['public', 'db.json'],
      page: ({ name }) => `public/posts/${name}/index.html`,
    };
  },
});

const page = (main: string) =>
  `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body><nav><a href="/">Home</a></nav><main>${main}</main></body></html>\n`;

const list =
  '<ul>{% for post in page.posts.toArray() %}<li><a href="{{ url_for(post.path) }}">{{ post.title }}</a> {{ post.description }}</li>{% endfor %}</ul>';

const files = {
  'package.json': JSON.stringify({ private: true, hexo: { version: dependencies.hexo }, dependencies }),
  '_config.yml': `title: Bench
url: https://bench.example
permalink: posts/:title/
theme: bench
index_generator: { per_page: 0 }
tag_generator: { per_page: 0 }
feed: { type: rss2, path: rss.xml, content: false, limit: 0 }
`,
  'themes/bench/layout/index.njk': page(list),
  'themes/bench/layout/tag.njk': page(list),
  'themes/bench/layout/post.njk': page(
    '<h1>{{ page.title }}</h1>{{ toc(page.content) | safe }}{{ page.content | safe }}',
  ),
};
