import { comment, details, directive, fence, quote, splitWords, video } from '../html/markdown-parts.ts';
import type { Names, Translate } from '../html/translate-tags.ts';
import { curlyTags, sharedTags } from './curly.ts';
import { includeTag } from './jekyll-includes.ts';

const highlight: Translate = ({ args, inner }) => {
  if (inner === null) return null;
  const [lang = '', ...options] = splitWords(args);
  const lines = options.find((word) => word.startsWith('hl_lines='))?.slice('hl_lines='.length) ?? '';
  const numbers = options.some((word) => /^linenos/.test(word));
  return fence(inner, { lang, lines: lines.trim().split(/\s+/).join(','), numbers });
};

/** Liquid as Jekyll runs it, before Markdown and so in code too. */
export const jekyllTags = curlyTags({
  verbatim: new Set(['raw', 'highlight', 'comment', 'mermaid']),
  tags: {
    ...sharedTags,
    highlight,
    post_url: ({ args }, { find }) => find(splitWords(args)[0] ?? '')?.address ?? null,
    link: ({ args }, { find }) => linked(splitWords(args)[0] ?? '', find),
    include: includeTag,
    include_relative: includeTag,
    include_cached: includeTag,
    comment: ({ inner }) => (inner === null ? null : comment(inner)),
    details: ({ args, inner }) => (inner === null ? null : details(args, inner)),
    tabs: ({ inner }) => (inner === null ? null : directive('tabs', inner)),
    tab: ({ args, inner }) =>
      inner === null ? null : `::tab[${splitWords(args).slice(1).join(' ') || args}]\n\n${inner.trim()}`,
    mermaid: ({ inner }) => (inner === null ? null : fence(inner, { lang: 'mermaid' })),
    quote: ({ inner }) => (inner === null ? null : quote(inner)),
    bilibili: ({ args, alone }, { title }) =>
      video(`https://www.bilibili.com/video/${splitWords(args)[0]}`, { alone, title }),
    // Liquid that shows nothing by itself.
    assign: ({ args }) => comment(`assign ${args}`),
    toc: () => '',
    '=': ({ args }, names) => output(args, names),
  },
  unescape: (text) => text.replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, ''),
});

/** A post by its file; any other file stands where it stood. */
function linked(file: string, find: Names['find']): string | null {
  const post = find(file);
  if (post !== null) return post.address;
  return /\.(md|markdown|html)$/.test(file) || file === '' ? null : `/${file.replace(/^\//, '')}`;
}

const HERE = '';

/** The few expressions that say where the site is; `{{ "/a.png" | relative_url }}` is `/a.png`. */
function output(expression: string, { title, values }: Names): string | null {
  if (/^site\.(baseurl|url|github\.url)$/.test(expression)) return HERE;
  if (expression === 'page.title') return title;
  const [value = '', ...filters] = expression.split('|').map((part) => part.trim());
  const literal = /^(["'])([^"']*)\1$/.exec(value)?.[2];
  const known = filters.every((filter) => harmless.test(filter));
  return known ? (literal ?? values?.get(value) ?? null) : null;
}

/** Filters that change nothing a text shows, or only say where the site is. */
const harmless =
  /^(relative_url|absolute_url|escape|strip|xml_escape|smartify|prepend:\s*(site\.(baseurl|url)|["']\/?["'])|append:\s*["']["'])$/;
