import { splitWords } from '../markdown-parts.ts';
import type { Dialect, Translate } from '../translate-tags.ts';

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

/** Tags several engines share. Videos and snippets become their address on a line of its own. */
export const sharedTags: Readonly<Record<string, Translate>> = {
  raw: ({ inner }) => inner,
  youtube: ({ args }) => watch('https://www.youtube.com/watch?v=', args),
  vimeo: ({ args }) => watch('https://vimeo.com/', args),
  gist: ({ args }) => watch('https://gist.github.com/', args),
  jsfiddle: ({ args }) => watch('https://jsfiddle.net/', args),
};

function watch(before: string, args: string): string | null {
  const id = splitWords(args)[0];
  if (id === undefined || !/^[\w./-]+$/.test(id)) return null;
  return `${before}${id}`;
}
