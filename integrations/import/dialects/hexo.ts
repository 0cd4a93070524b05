import { fence, link, picture, quote, splitWords } from '../html/markdown-parts.ts';
import type { Call, Names, Translate } from '../html/translate-tags.ts';
import { curlyTags, sharedTags } from './curly.ts';
import { hexoThemeTags, hexoThemeVerbatim } from './hexo-themes.ts';

const codeblock: Translate = ({ args, inner }, { say }) => {
  if (inner === null) return null;
  const [options, words] = readOptions(splitWords(args));
  const url = words.find((word) => /^https?:\/\//.test(word));
  const title = words.filter((word) => word !== url);
  if (options['first_line'] !== undefined) say('the first line number of a code block was left out');
  const block = fence(inner, {
    lang: options['lang'] ?? '',
    title: title.join(' '),
    lines: options['mark'] ?? '',
    numbers: options['line_number'] === 'true',
  });
  return url === undefined ? block : `${block}\n\n<${url}>`;
};

const blockquote: Translate = ({ args, inner }) => {
  if (inner === null) return null;
  const source = readSource(args);
  return quote(source === '' ? inner : `${inner.trim()}\n\n— ${source}`);
};

/** Hexo's own tags, and those of its best-known themes and plugins. */
export const hexoTags = curlyTags({
  verbatim: new Set(['raw', 'codeblock', 'code', ...hexoThemeVerbatim]),
  tags: {
    ...sharedTags,
    ...hexoThemeTags,
    codeblock,
    code: codeblock,
    blockquote,
    quote: blockquote,
    asset_img: ({ args }, names) => image(args, names),
    img: ({ args }, names) => image(args, names),
    asset_path: ({ args }) => splitWords(args)[0] ?? null,
    asset_link: ({ args }) => assetLink(args),
    post_path: ({ args }, { find }) => find(splitWords(args)[0] ?? '')?.address ?? null,
    include_code: ({ args }) => includeCode(args),
    post_link: postLink,
    iframe: ({ args }) => iframe(args),
  },
});

/** `[class names] address [width] [height] [title [alt]]`; title and alt may share one pair of quotes. */
function image(args: string, { say }: Names): string | null {
  const words = splitWords(args.replace(/(['"])(["'])(.*?)\2\s+\2(.*?)\2\1/, '$2$3$2 $2$4$2'));
  const at = words.findIndex((word) => /[./]/.test(word));
  const src = words[at];
  if (src === undefined) return null;
  const after = words.slice(at + 1);
  const sizes = after.findIndex((word) => !/^\d+(px|%)?$/.test(word));
  const [title = '', alt = ''] = sizes < 0 ? [] : after.slice(sizes);
  const left = [...words.slice(0, at), ...(sizes < 0 ? after : after.slice(0, sizes))];
  if (left.length > 0) say(`a picture’s class or size was left out: ${left.join(' ')}`);
  return picture(src, alt || title, title);
}

function assetLink(args: string): string | null {
  const [file, ...title] = splitWords(args);
  return file === undefined ? null : link(title.join(' ') || file, file);
}

/** `name#heading [title] [escape]`; a post that is not there leaves its title. */
function postLink({ args }: Call, { find }: Names): string | null {
  const [written = '', ...title] = splitWords(args);
  const [name = '', heading] = written.split('#', 2);
  const post = find(name);
  const words = title.filter((word) => word !== 'true' && word !== 'false').join(' ');
  if (post === null) return words === '' ? null : words;
  return link(words || post.title, `${post.address}${heading === undefined ? '' : `#${heading}`}`);
}

/** The file is in `source/downloads/code/`; its code is not in the post. */
function includeCode(args: string): string | null {
  const file = splitWords(args).findLast((word) => !/^\w+:\S/.test(word));
  return file === undefined ? null : link(file, `/downloads/code/${file}`);
}

function iframe(args: string): string | null {
  const [url, width, height] = splitWords(args);
  if (url === undefined || !/^https?:\/\/[^"<>]+$/.test(url)) return null;
  const size = [width && ` width="${width}"`, height && ` height="${height}"`].join('');
  return `<iframe src="${url}"${size}></iframe>`;
}

/** `lang:js` among words. */
function readOptions(words: readonly string[]): [Record<string, string>, string[]] {
  const isOption = (word: string) => /^[a-z_]+:(?!\/\/)\S+$/.test(word);
  const options = words.filter(isOption).map((word) => {
    const colon = word.indexOf(':');
    return [word.slice(0, colon), word.slice(colon + 1)];
  });
  return [Object.fromEntries(options), words.filter((word) => !isOption(word))];
}

/** `Author, Book https://… Title`: who said it, and where. */
function readSource(args: string): string {
  const found = /^(?<who>.*?)\s*(?<url>https?:\/\/\S+)\s*(?<title>.*)$/s.exec(args);
  const [author = '', ...work] = (found?.groups?.['who'] ?? args).split(/,\s*/);
  const url = found?.groups?.['url'];
  const title = found?.groups?.['title'] || work.join(', ') || url || '';
  const where = url === undefined ? (title === '' ? '' : `*${title}*`) : link(title, url);
  return [author.trim(), where].filter((part) => part !== '').join(', ');
}
