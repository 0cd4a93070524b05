import { fence, splitWords } from '../markdown-parts.ts';
import type { Names, Translate } from '../translate-tags.ts';
import { curlyTags, sharedTags } from './curly.ts';

const highlight: Translate = ({ args, inner }) => {
  if (inner === null) return null;
  const [lang = '', ...options] = splitWords(args);
  const lines = options.find((word) => word.startsWith('hl_lines='))?.slice('hl_lines='.length) ?? '';
  const numbers = options.some((word) => /^linenos/.test(word));
  return fence(inner, { lang, lines: lines.trim().split(/\s+/).join(','), numbers });
};

/** Liquid as Jekyll runs it, before Markdown and so in code too. */
export const jekyllTags = curlyTags({
  verbatim: new Set(['raw', 'highlight', 'comment']),
  tags: {
    ...sharedTags,
    highlight,
    post_url: ({ args }, { find }) => find(splitWords(args)[0] ?? '')?.address ?? null,
    link: ({ args }, { find }) => linked(splitWords(args)[0] ?? '', find),
    comment: ({ inner }) => (inner === null ? null : `<!--${inner.replaceAll('--', '- -')}-->`),
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
function output(expression: string, { title }: Names): string | null {
  if (/^site\.(baseurl|url|github\.url)$/.test(expression)) return HERE;
  if (expression === 'page.title') return title;
  const found = /^(["'])([^"']*)\1\s*\|\s*(relative_url|absolute_url|prepend:\s*site\.(baseurl|url))/.exec(
    expression,
  );
  if (found !== null) return found[2] ?? null;
  const literal = /^(["'])([^"']*)\1$/.exec(expression);
  return literal?.[2] ?? null;
}
