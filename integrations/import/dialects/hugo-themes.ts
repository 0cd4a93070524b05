import {
  alert,
  comment,
  details,
  directive,
  fence,
  link,
  math,
  picture,
  quote,
  readArguments,
  video,
} from '../html/markdown-parts.ts';
import type { Translate } from '../html/translate-tags.ts';

/**
 * Shortcodes of Hugo's best-known themes: LoveIt, FixIt and DoIt, PaperMod, Stack, Blowfish and Congo, Docsy,
 * Relearn, Hugo Book, Hextra. A shortcode is one entry.
 */
export const hugoThemeTags: Readonly<Record<string, Translate>> = {
  // Text set off.
  ...named(
    [
      'notice',
      'admonition',
      'callout',
      'hint',
      'alert',
      'note',
      'tip',
      'warning',
      'info',
      'danger',
      'important',
    ],
    (name) => block((given, inner) => notice(name, given, inner)),
  ),
  lead: block((_, inner) => quote(inner)),
  blockquote: block((given, inner) => quote(signed(given, inner))),
  quote: block((given, inner) => quote(signed(given, inner))),
  pageinfo: block((_, inner) => alert('note', inner)),

  // Text a reader opens.
  ...named(['details', 'expand', 'collapse', 'spoiler', 'accordionItem', 'accordion-item', 'fold'], () =>
    block((given, inner) =>
      details(given.of('summary', 'title', 'header') ?? given.bare[0] ?? '', inner, isOpen(given)),
    ),
  ),
  ...named(
    [
      'accordion',
      'columns',
      'cards',
      'cardpane',
      'gallery',
      'carousel',
      'typeit',
      'ltr',
      'rtl',
      'center',
      'keywordList',
      'badge',
      'keyword',
      'filetree/container',
      'timeline',
      'list',
      'article',
      'div',
      'section',
      'markdownify',
      'md',
      'wrap',
      'raw',
      'rawhtml',
      'html',
    ],
    () => block((_, inner) => inner.replace(/^[ \t]*<--->[ \t]*$/gm, '')),
  ),
  steps: block((_, inner) => (/^\d+\.\s/m.test(inner) ? directive('steps', inner) : inner)),
  timelineItem: block((given, inner) => headed([given.of('header'), given.of('subheader', 'badge')], inner)),
  card: ({ args, inner }) => card(read(args), inner),

  // Tabs.
  tabs: block((given, inner) => tabsOf(given, inner)),
  tabpane: block((given, inner) => tabsOf(given, inner)),
  codetabs: block((given, inner) => tabsOf(given, inner)),
  tab: block((given, inner) => tab(given, inner)),
  codetab: block((given, inner) => tab(given, inner)),

  // Formulas, diagrams, data.
  math: formula,
  katex: formula,
  mathjax: formula,
  mermaid: block((_, inner) => fence(inner, { lang: 'mermaid' })),
  ...named(['echarts', 'chart', 'plantuml', 'mapbox', 'goat', 'diagram'], (name) =>
    block((_, inner) => fence(inner, { title: name })),
  ),
  script: block((_, inner) => comment(`<script>${inner}</script>`)),
  style: block((_, inner) => inner),
  comment: block((_, inner) => comment(inner)),

  // Links.
  link: line((given) =>
    linkTo(given.of('href', 'url') ?? given.bare[0], given.of('content', 'text') ?? given.bare[1]),
  ),
  button: ({ args, inner }) =>
    linkTo(read(args).of('href', 'url', 'link', 'relref'), inner?.trim() || read(args).of('text')),
  github: line((given) =>
    linkTo(`https://github.com/${given.of('repo') ?? given.bare[0]}`, given.of('repo') ?? given.bare[0]),
  ),
  gitlab: line((given) => linkTo(`https://gitlab.com/${given.of('projectid') ?? given.bare[0]}`)),
  gh: line((given) => linkTo(`https://github.com/${given.bare[0]}`, given.bare[0])),
  person: line((given) =>
    linkTo(given.of('url') ?? given.bare[0], given.of('name', 'text') ?? given.bare[1]),
  ),

  // Pictures, sound, film.
  image: line((given) =>
    picture(
      given.of('src', 'url') ?? given.bare[0] ?? '',
      given.of('alt', 'caption') ?? given.bare[1] ?? '',
      given.of('caption', 'title') ?? '',
    ),
  ),
  img: line((given) =>
    picture(
      given.of('src', 'name', 'url') ?? given.bare[0] ?? '',
      given.of('alt', 'caption') ?? '',
      given.of('caption', 'title') ?? '',
    ),
  ),
  imgproc: ({ args, inner }) => picture(read(args).bare[0] ?? '', inner?.trim() ?? '', inner?.trim() ?? ''),
  inTextImg: line((given) => picture(given.of('url') ?? '', given.of('alt') ?? '')),
  video: ({ args, alone }, { title }) => {
    const given = read(args);
    const src = given.of('src', 'mp4', 'url') ?? given.bare[0];
    return src === undefined ? null : video(src, { alone, title: given.of('caption', 'title') ?? title });
  },
  youtubeLite: ({ args, alone }, { title }) => {
    const given = read(args);
    return video(`https://www.youtube.com/watch?v=${given.of('id') ?? given.bare[0]}`, {
      alone,
      title: given.of('label') ?? title,
    });
  },
  music: line((given) =>
    linkTo(given.of('url') ?? given.bare.find((word) => /^https?:/.test(word)), given.of('name')),
  ),
  audio: line((given) => `<audio controls src="${given.of('src') ?? given.bare[0]}"></audio>`),

  // What has no meaning in a text.
  ...named(
    ['icon', 'swatches', 'children', 'attachments', 'toc', 'tableofcontents', 'clear'],
    () =>
      ({ inner }) =>
        inner ?? '',
  ),
};

/** Shortcodes in which no other is one. */
export const hugoThemeVerbatim = [
  'math',
  'katex',
  'mathjax',
  'mermaid',
  'echarts',
  'chart',
  'plantuml',
  'mapbox',
  'goat',
  'diagram',
  'script',
  'style',
  'comment',
];

interface Given {
  readonly bare: readonly string[];
  readonly named: Readonly<Record<string, string>>;
  /** The first of some arguments that is given. */
  readonly of: (...names: string[]) => string | undefined;
}

function read(args: string): Given {
  const { named, bare } = readArguments(args);
  return {
    named,
    bare,
    of: (...names) => names.map((name) => named[name]).find((value) => value !== undefined),
  };
}

function block(make: (given: Given, inner: string) => string): Translate {
  return ({ args, inner }) => (inner === null ? null : make(read(args), inner.trim()));
}

function line(make: (given: Given) => string | null): Translate {
  return ({ args }) => make(read(args));
}

function named(names: readonly string[], make: (name: string) => Translate): Record<string, Translate> {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

/** `notice info "Title"`, `admonition type=tip title="…"`, `alert icon="fire"`. */
function notice(name: string, { bare, of }: Given, inner: string): string {
  const kind = of('type', 'style', 'context', 'color', 'variant') ?? bare[0] ?? name;
  return alert(kind, inner, of('title', 'header') ?? bare[1] ?? '');
}

function isOpen({ of, bare }: Given): boolean {
  return of('open') === 'true' || of('closed') === 'false' || bare.includes('open');
}

function signed({ of }: Given, inner: string): string {
  const [author, source, url] = [of('author', 'cite'), of('source', 'title'), of('url', 'link', 'src')];
  const where = source ?? url;
  const by = [author, where === undefined ? undefined : url === undefined ? where : link(where, url)].filter(
    Boolean,
  );
  return by.length === 0 ? inner : `${inner}\n\n— ${by.join(', ')}`;
}

function headed(words: readonly (string | undefined)[], inner: string): string {
  const head = words.filter((word) => word !== undefined && word !== '').join(' · ');
  return head === '' ? inner : `**${head}**\n\n${inner}`;
}

function card({ of }: Given, inner: string | null): string {
  const [title = '', url, text] = [
    of('title', 'header'),
    of('link', 'href', 'url'),
    of('subtitle', 'content', 'description'),
  ];
  const head = url === undefined ? (title === '' ? '' : `**${title}**`) : link(title || url, url);
  return [head, text ?? '', inner?.trim() ?? ''].filter((part) => part !== '').join('\n\n');
}

/** Hextra names its tabs on the group: `tabs items="JSON,YAML"`. */
function tabsOf({ of }: Given, inner: string): string {
  const items = (of('items') ?? '').split(',').map((item) => item.trim());
  let at = 0;
  const labelled = inner.replace(/^::tab\[\]/gm, () => {
    const label = items[at] || String(at + 1);
    at += 1;
    return `::tab[${label}]`;
  });
  return directive('tabs', labelled);
}

function tab({ bare, of }: Given, inner: string): string {
  const label = of('name', 'title', 'header', 'label') ?? bare[0] ?? '';
  const lang = of('lang', 'language');
  const text = lang === undefined || inner.startsWith('```') ? inner : fence(inner, { lang });
  return `::tab[${label.replace(/[[\]]/g, '\\$&')}]\n\n${text}`;
}

/** Blowfish's `katex` alone only loads a script. */
function formula({ args, inner }: Parameters<Translate>[0]): string | null {
  if (inner === null) return '';
  const isBlock = /\n|\\begin|\$\$/.test(inner.trim()) || /\b(display|block)\b/.test(args);
  const inline = /^\\\((.*)\\\)$/s.exec(inner.trim())?.[1];
  const bare = /^\\\[(.*)\\\]$/s.exec(inner.trim())?.[1];
  return math(inline ?? bare ?? inner, inline === undefined && (bare !== undefined || isBlock));
}

function linkTo(url: string | undefined, text?: string): string | null {
  return url === undefined || url === '' ? null : link(text || url, url);
}
