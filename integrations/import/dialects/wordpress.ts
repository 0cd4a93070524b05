import { fence, readArguments } from '../html/markdown-parts.ts';
import type { Dialect, Names, Translate } from '../html/translate-tags.ts';

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
    caption: ({ args, inner }) => inner && figure(inner, readArguments(args).named['caption']),
    wp_caption: ({ args, inner }) => inner && figure(inner, readArguments(args).named['caption']),
    video: ({ args }) => player('video', args),
    audio: ({ args }) => player('audio', args),
    playlist: () => null,
    vimeo: ({ args, inner }) => inner ?? (readArguments(args).bare[0]?.replace(/^=?/, '') || null),
    more: () => '<!-- more -->',
    quote: ({ inner }) => inner && `<blockquote>${inner}</blockquote>`,
    dropcap: ({ inner }) => inner,
    button: ({ args, inner }) => button(args, inner),
    gallery: ({ args }, names) => gallery(args, names),
    embed,
    youtube: ({ args, inner }) =>
      inner ?? (/^\s*=?\s*https:\/\/\S+$/.test(args) ? args.replace('=', '').trim() : null),
  },
};

/** The picture, with its link, and its words: after it, or in an attribute as before WordPress 3.4. */
function figure(inner: string, caption = ''): string | null {
  const found = /^\s*(?<shown>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?)(?<words>[\s\S]*)$/i.exec(
    inner,
  )?.groups;
  if (found === undefined) return null;
  const words = found['words']?.trim() || caption;
  return `<figure>${found['shown']}<figcaption>${words}</figcaption></figure>`;
}

function player(tag: 'video' | 'audio', args: string): string | null {
  const { named, bare } = readArguments(args);
  const src =
    ['src', 'mp4', 'm4v', 'webm', 'mp3', 'm4a', 'ogg', 'wav'].map((key) => named[key]).find(Boolean) ??
    bare[0];
  return src === undefined ? null : `<${tag} controls src="${src}"></${tag}>`;
}

function button(args: string, inner: string | null): string | null {
  const { link, url = link, href = url } = readArguments(args).named;
  return href === undefined || inner === null ? inner : `<a href="${href}">${inner}</a>`;
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
