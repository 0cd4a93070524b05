import { splitWords, video } from '../html/markdown-parts.ts';
import type { Dialect, Translate } from '../html/translate-tags.ts';

/** Tags in `{% %}` and expressions in `{{ }}`, as Liquid and Nunjucks write them. */
export function curlyTags(more: Pick<Dialect, 'verbatim' | 'tags' | 'unescape'>): Dialect {
  return {
    tag,
    code: 'markdown',
    endOf: (name) => new RegExp(`\\{%-?\\s*end${name}\\s*-?%\\}`, 'g'),
    ...more,
  };
}

const tag =
  /\{%-?\s*(?<close>end)?(?<name>[A-Za-z_][\w-]*)(?<args>(?:(?!-?%\}|\{%)[\s\S]){0,4000})-?%\}|\{\{-?(?<output>(?:(?!-?\}\}|\{\{)[\s\S]){0,400})-?\}\}/g;

/** Tags several engines share. Snippets become their address. */
export const sharedTags: Readonly<Record<string, Translate>> = {
  raw: ({ inner }) => inner,
  youtube: ({ args, alone }, { title }) => watch('https://www.youtube.com/watch?v=', args, { alone, title }),
  vimeo: ({ args, alone }, { title }) => watch('https://vimeo.com/', args, { alone, title }),
  gist: ({ args }) => watch('https://gist.github.com/', args),
  jsfiddle: ({ args }) => watch('https://jsfiddle.net/', args),
};

/** @param shown how, where it is a video */
function watch(before: string, args: string, shown?: Parameters<typeof video>[1]): string | null {
  const id = splitWords(args)[0];
  if (id === undefined || !/^[\w./-]+$/.test(id)) return null;
  return shown === undefined ? `${before}${id}` : video(`${before}${id}`, shown);
}
