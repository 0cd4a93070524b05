import { fence, readArguments } from '../markdown-parts.ts';
import type { Dialect, Names, Translate } from '../translate-tags.ts';

const code: Translate = ({ name, args, inner }) => {
  if (inner === null) return null;
  const { named } = readArguments(args);
  const lang = named['lang'] ?? named['language'] ?? (/^(source)?code$/.test(name) ? '' : name);
  return fence(unescapeHtml(inner), { lang, title: named['title'] ?? '' });
};

const embed: Translate = ({ inner }) => inner?.trim() ?? null;

const languages = ['php', 'css', 'html', 'js', 'javascript', 'python', 'java', 'bash', 'sql', 'xml', 'ruby'];

/** WordPress's shortcodes: its own, and those of its code plugins. */
export const wordpressTags: Dialect = {
  tag: /(?<!\[)\[(?<close>\/)?(?<name>[a-z][a-z0-9_-]*)(?<args>(?:\s+(?:"[^"]*"|'[^']*'|[^\]"'])*)?)\/?\](?!\])/g,
  code: 'html',
  verbatim: new Set(['code', 'sourcecode', ...languages]),
  endOf: (name) => new RegExp(`\\[/${name}\\]`, 'g'),
  unescape: (text) => text.replace(/\[(\[[a-z][^[\]]*\])\]/g, '$1'),
  isTag: (raw, isBlock) =>
    isBlock || /^\[\/?[a-z][\w-]*(\s+[\w-]+=.*)\]$/s.test(raw) || /^\[\/?\w+[_-]\w+\]$/.test(raw),
  tags: {
    code,
    sourcecode: code,
    ...Object.fromEntries(languages.map((name) => [name, code])),
    caption: ({ inner }) => inner && figure(inner),
    wp_caption: ({ inner }) => inner && figure(inner),
    gallery: ({ args }, names) => gallery(args, names),
    embed,
    youtube: ({ args, inner }) =>
      inner ?? (/^\s*=?\s*https:\/\/\S+$/.test(args) ? args.replace('=', '').trim() : null),
  },
};

/** The picture, with its link, and the words after it. */
function figure(inner: string): string | null {
  const found = /^\s*(?<shown>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?)(?<words>[\s\S]*)$/i.exec(
    inner,
  )?.groups;
  if (found === undefined) return null;
  return `<figure>${found['shown']}<figcaption>${found['words']?.trim()}</figcaption></figure>`;
}

function gallery(args: string, { attachment }: Names): string | null {
  const ids = (readArguments(args).named['ids'] ?? '').split(/[\s,]+/).filter((id) => id !== '');
  const pictures = ids.map(attachment);
  if (pictures.length === 0 || pictures.includes(undefined)) return null;
  return pictures.map((url) => `<figure><img src="${url}" alt="" /></figure>`).join('\n\n');
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
