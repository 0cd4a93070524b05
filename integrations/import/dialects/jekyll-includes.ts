import { alert, details, link, picture, quote, readArguments, video } from '../html/markdown-parts.ts';
import type { Call, Names, Translate } from '../html/translate-tags.ts';

/** `{% include figure image_path="a.png" caption="…" %}`, by the name of the file without its ending. */
export const includeTag: Translate = ({ args, alone }, names) => {
  const [, file = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(args) ?? [];
  const name = file.replace(/^["']|["']$/g, '').replace(/\.(html|liquid|md)$/, '');
  const given = readArguments(rest).named;
  const of = (...keys: string[]) => keys.map((key) => given[key]).find((value) => value !== undefined);
  return includes[name]?.({ alone, of }, names, name) ?? null;
};

interface Given extends Pick<Call, 'alone'> {
  readonly of: (...names: string[]) => string | undefined;
}

/** @param name the file of the include, without its ending */
type Include = (given: Given, names: Names, name: string) => string | null;

/** Includes of Minimal Mistakes, Chirpy, al-folio, Just the Docs, and of what many blogs copy. */
const includes: Readonly<Record<string, Include>> = {
  ...all(['figure', 'image', 'img', 'figure-with-caption', 'picture', 'image-caption'], ({ of }) => {
    const src = of('image_path', 'src', 'path', 'url', 'file', 'image');
    const caption = of('caption', 'title', 'description') ?? '';
    return src === undefined ? null : picture(src, of('alt') ?? caption, caption);
  }),
  ...all(
    [
      'video',
      'embed/youtube',
      'youtube',
      'youtubePlayer',
      'embed/bilibili',
      'embed/video',
      'bilibili',
      'vimeo',
    ],
    clip,
  ),
  ...all(['embed/audio', 'audio'], ({ of }) => sound(of('src', 'path', 'url'))),
  ...all(
    ['note', 'tip', 'important', 'warning', 'callout', 'alert', 'notice', 'info', 'danger'],
    ({ of }, _, name) => {
      const text = of('content', 'text', 'message');
      return text === undefined ? null : alert(of('type', 'class') ?? name, text, of('title') ?? '');
    },
  ),
  ...all(['button', 'link', 'link-card', 'bookmark'], ({ of }) => {
    const url = of('url', 'link', 'href');
    return url === undefined ? null : link(of('text', 'title', 'label') ?? url, url);
  }),
  ...all(['quote', 'pullquote', 'blockquote'], ({ of }) =>
    of('content', 'text', 'quote') === undefined ? null : quote(of('content', 'text', 'quote') ?? ''),
  ),
  ...all(['details', 'collapse', 'spoiler'], ({ of }) =>
    details(of('title', 'summary') ?? '', of('content', 'text') ?? ''),
  ),
  ...all(
    [
      'toc',
      'table-of-contents',
      'mathjax',
      'math',
      'katex',
      'mermaid',
      'analytics',
      'comments',
      'disqus',
      'share',
      'head',
      'fontawesome',
      'google-analytics',
      'adsense',
    ],
    () => '',
  ),
};

function all(names: readonly string[], make: Include): Record<string, Include> {
  return Object.fromEntries(names.map((name) => [name, make]));
}

function clip({ of, alone }: Given, { title }: Names): string | null {
  const [id, src] = [of('id', 'video_id', 'videoId', 'bvid'), of('src', 'path', 'url', 'link')];
  const provider = of('provider') ?? (/bili/.test(id ?? '') || /^BV/.test(id ?? '') ? 'bilibili' : 'youtube');
  const url = src ?? (id === undefined ? undefined : `${players[provider] ?? players['youtube']}${id}`);
  return url === undefined ? null : video(url, { alone, title: of('title', 'caption') ?? title });
}

const players: Readonly<Record<string, string>> = {
  youtube: 'https://www.youtube.com/watch?v=',
  vimeo: 'https://vimeo.com/',
  bilibili: 'https://www.bilibili.com/video/',
};

function sound(src: string | undefined): string | null {
  return src === undefined ? null : `<audio controls src="${src}"></audio>`;
}
