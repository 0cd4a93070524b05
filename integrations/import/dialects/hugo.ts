import { fence, picture, readArguments, video } from '../html/markdown-parts.ts';
import type { Call, Dialect, Names, Translate } from '../html/translate-tags.ts';
import { hugoThemeTags, hugoThemeVerbatim } from './hugo-themes.ts';

const highlight: Translate = ({ args, inner }) => {
  if (inner === null) return null;
  const { named, bare } = readArguments(args);
  const options = { ...readOptions(bare[1] ?? ''), ...named };
  const numbers = options['linenos'] !== undefined && options['linenos'] !== 'false';
  const lines = (options['hl_lines'] ?? '')
    .trim()
    .split(/[\s,]+/)
    .join(',');
  return fence(inner, { lang: bare[0] ?? named['lang'] ?? '', lines, numbers });
};

const reference: Translate = ({ args }, { find }) => {
  const { named, bare } = readArguments(args);
  const [path = '', anchor] = (bare[0] ?? named['path'] ?? '').split('#');
  const found = path === '' ? '' : find(path)?.address;
  return found === undefined ? null : `${found}${anchor === undefined ? '' : `#${anchor}`}`;
};

/** Hugo's shortcodes, its own and those most themes have. */
export const hugoTags: Dialect = {
  tag: /\{\{(?<form>[<%])\s*(?<close>\/\s*)?(?<name>[A-Za-z_][\w./-]*)(?<args>(?:(?!\/?[>%]\}\}|\{\{[<%])[\s\S]){0,4000})\/?[>%]\}\}/g,
  code: 'markdown',
  verbatim: new Set(['highlight', 'rawhtml', 'raw', ...hugoThemeVerbatim]),
  endOf: (name) => new RegExp(`\\{\\{[<%]\\s*/\\s*${name}\\s*[>%]\\}\\}`, 'g'),
  unescape: (text) => text.replace(/\{\{([<%])\/\*\s*([\s\S]*?)\s*\*\/([>%])\}\}/g, '{{$1 $2 $3}}'),
  tags: {
    ...hugoThemeTags,
    highlight,
    figure,
    ref: reference,
    relref: reference,
    youtube: (call, names) => clip(call, names, watch(call, 'https://www.youtube.com/watch?v=', 'id')),
    vimeo: (call, names) => clip(call, names, watch(call, 'https://vimeo.com/', 'id')),
    bilibili: (call, names) => clip(call, names, watch(call, 'https://www.bilibili.com/video/', 'id')),
    gist: (call) => watch(call, 'https://gist.github.com/', 'user', 'id'),
    instagram: (call) => watch(call, 'https://www.instagram.com/p/', 'id'),
    tweet: tweet,
    twitter: tweet,
    x: tweet,
  },
};

function figure({ args }: Call, { say }: Names): string | null {
  const { named, bare } = readArguments(args);
  const { src = bare[0], alt = '', title, caption, attr, attrlink, link, ...rest } = named;
  if (src === undefined) return null;
  const by = attr === undefined ? undefined : attrlink === undefined ? attr : `${attr} (${attrlink})`;
  const said = [title, caption, by].filter((part) => part !== undefined && part !== '');
  const left = Object.entries(rest).map(([name, value]) => `${name}="${value}"`);
  if (left.length > 0) say(`a figure’s ${left.join(' ')} was left out`);
  const shown = picture(src, alt || (caption ?? title ?? ''), said.join(' — '));
  return link === undefined ? shown : `[${shown}](${link})`;
}

function clip({ alone, args }: Call, { title }: Names, url: string | null): string | null {
  return url === null ? null : video(url, { alone, title: readArguments(args).named['title'] ?? title });
}

/** The address of what it shows. */
function watch({ args }: Call, before: string, ...keys: string[]): string | null {
  const { named, bare } = readArguments(args);
  const parts = keys.map((key, index) => named[key] ?? bare[index]);
  const sound = parts.every((part) => part !== undefined && /^[\w.-]+$/.test(part));
  return sound ? `${before}${parts.join('/')}` : null;
}

function tweet({ args }: Call): string | null {
  const { named } = readArguments(args);
  const { user, id } = named;
  return user === undefined || id === undefined ? null : `https://x.com/${user}/status/${id}`;
}

/** `linenos=table,hl_lines=8 15-17` */
function readOptions(text: string): Record<string, string> {
  const pairs = text.split(/,(?=\s*\w+=)/).map((option) => option.trim().split('=', 2));
  return Object.fromEntries(
    pairs.map(([name = '', value = '']) => [name.toLowerCase(), value.replace(/^["']|["']$/g, '')]),
  );
}
