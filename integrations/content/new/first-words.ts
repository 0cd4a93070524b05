import type { Lang } from '#domain';

/** The texts of a new site in one language. An owner replaces all of them. */
export interface FirstWords {
  readonly description: (name: string) => string;
  readonly role: string;
  readonly about: { readonly title: string; readonly label: string; readonly text: (name: string) => string };
  readonly post: { readonly title: string; readonly tag: string; readonly text: (file: string) => string };
}

/** The first texts in a language, or in English where the engine has none in that language. */
export function firstWordsIn(lang: Lang): FirstWords {
  return all[lang] ?? all[lang.split('-')[0] ?? ''] ?? en;
}

const zh: FirstWords = {
  description: (name) => `${name}的技术文章、作品和服务。`,
  role: '开发者',
  about: { title: '关于我', label: '关于', text: (name) => `我是${name}。` },
  post: {
    title: '你好',
    tag: '随笔',
    text: (file) => `这篇文章在 \`${file}\` 里。改掉它，或者删掉它。

\`\`\`ts title="hello.ts" {2}
const readers = ['你好'];
console.log(readers.join('，'));
\`\`\`

> [!TIP]
> 开着 \`npm run dev\` 写：保存以后，浏览器里的页面马上就变。`,
  },
};

const en: FirstWords = {
  description: (name) => `Articles, work and services by ${name}.`,
  role: 'Developer',
  about: { title: 'About me', label: 'About', text: (name) => `I am ${name}.` },
  post: {
    title: 'Hello',
    tag: 'notes',
    text: (file) => `This post is in \`${file}\`. Change it, or delete it.

\`\`\`ts title="hello.ts" {2}
const readers = ['hello'];
console.log(readers.join(', '));
\`\`\`

> [!TIP]
> Write with \`npm run dev\` open: the page changes in the browser as soon as you save.`,
  },
};

const all: Readonly<Record<string, FirstWords>> = { zh, en };
