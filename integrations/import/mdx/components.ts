import {
  alert,
  details,
  directive,
  fence,
  link,
  math,
  picture,
  quote,
  video,
} from '../html/markdown-parts.ts';
import type { Literal } from './literals.ts';

/** A component as it stands in a text. */
export interface Used {
  readonly name: string;
  readonly props: Readonly<Record<string, Literal | undefined>>;
  /** What is in it, as Markdown. */
  readonly inner: string;
  /** What is in it, where that is a string in braces: code, a formula. */
  readonly text: string | null;
  /** Whether it stands in a paragraph of its own. */
  readonly isBlock: boolean;
  /** The title of the post. */
  readonly title: string;
}

type Make = (used: Used) => string | null;

/** What a component becomes; null for one nobody knows, or whose props are not understood. */
export function toMarkdown(used: Used): string | null {
  const own = components.get(used.name.toLowerCase());
  return own?.(used) ?? null;
}

/** Whether a component of this name is mapped. */
export function isKnown(name: string): boolean {
  return components.has(name.toLowerCase());
}

/**
 * Components of Docusaurus, Starlight, Nextra, Fumadocs, and those that MDX blogs commonly write themselves: one
 * entry a kind.
 */
const components: ReadonlyMap<string, Make> = new Map<string, Make>([
  ...all(
    [
      'Aside',
      'Admonition',
      'Callout',
      'Note',
      'Tip',
      'Info',
      'Warning',
      'Caution',
      'Danger',
      'Important',
      'Alert',
      'Hint',
      'Success',
      'Error',
    ],
    callout,
  ),
  ...all(
    [
      'Details',
      'Collapse',
      'Collapsible',
      'Accordion',
      'AccordionItem',
      'Spoiler',
      'Expand',
      'Expandable',
      'Toggle',
      'Disclosure',
    ],
    ({ props, inner }) =>
      details(
        first(props, 'summary', 'title', 'label', 'header') ?? '',
        inner,
        props['open'] === true || props['defaultOpen'] === true,
      ),
  ),
  ...all(['Tabs', 'TabGroup', 'CodeTabs', 'CodeGroup', 'PackageManagers'], tabs),
  ...all(
    ['TabItem', 'Tab', 'Tabs.Tab', 'TabPanel', 'CodeGroupItem'],
    ({ props, inner }) => `::tab[${first(props, 'label', 'title', 'value', 'name') ?? ''}]\n\n${inner}`,
  ),
  ...all(['Steps'], ({ inner }) => (/^\d+[.)]\s/m.test(inner) ? directive('steps', inner) : inner)),
  ...all(['Step', 'Card', 'Feature', 'Section', 'BrowserWindow', 'Window'], ({ props, inner }) =>
    titled(props, inner),
  ),
  ...all(
    [
      'Cards',
      'CardGrid',
      'Grid',
      'Columns',
      'Column',
      'Col',
      'Row',
      'Container',
      'Center',
      'Frame',
      'Wrapper',
      'FileTree',
      'Bleed',
      'Prose',
      'FullWidth',
      'Fragment',
      'ClientOnly',
      'Translate',
      'Accordions',
      'Gallery',
    ],
    ({ inner }) => inner,
  ),
  ...all(
    [
      'Image',
      'Img',
      'Picture',
      'NextImage',
      'ThemedImage',
      'Zoom',
      'ZoomImage',
      'BlogImage',
      'PostImage',
      'IdealImage',
      'OptimizedImage',
      'Figure',
    ],
    shown,
  ),
  ...all(
    [
      'Link',
      'A',
      'NavLink',
      'Button',
      'LinkButton',
      'ButtonLink',
      'ExternalLink',
      'LinkCard',
      'Cards.Card',
      'DocCard',
      'CustomLink',
    ],
    linked,
  ),
  ...all(
    ['YouTube', 'YouTubeEmbed', 'YoutubeEmbed', 'LiteYouTubeEmbed', 'LiteYouTube'],
    clip('https://www.youtube.com/watch?v='),
  ),
  ...all(['Vimeo'], clip('https://vimeo.com/')),
  ...all(['Bilibili', 'BiliBili', 'BilibiliPlayer'], clip('https://www.bilibili.com/video/')),
  ...all(['Video', 'ReactPlayer', 'VideoPlayer'], clip('')),
  ...all(['Audio', 'AudioPlayer'], ({ props }) =>
    given(first(props, 'src', 'url'), (src) => `<audio controls src="${src}"></audio>`),
  ),
  ...all(['Tweet', 'Twitter', 'XPost', 'TweetEmbed'], ({ props }) =>
    given(first(props, 'id', 'tweetId', 'url'), (id) =>
      /^\d+$/.test(id) ? `https://x.com/i/status/${id}` : id,
    ),
  ),
  ...all(['Gist'], ({ props }) =>
    given(first(props, 'url', 'id'), (id) => (id.startsWith('http') ? id : `https://gist.github.com/${id}`)),
  ),
  ...all(['CodeBlock', 'Code', 'Pre', 'CodeSnippet'], code),
  ...all(['Mermaid', 'MermaidDiagram'], ({ props, text, inner }) =>
    fence(first(props, 'chart', 'value', 'code', 'graph') ?? text ?? inner, { lang: 'mermaid' }),
  ),
  ...all(['Math', 'BlockMath', 'MathBlock', 'Katex', 'TeX', 'Latex'], ({ props, text, inner, isBlock }) =>
    math(first(props, 'math', 'tex', 'children') ?? text ?? inner, isBlock && props['inline'] !== true),
  ),
  ...all(['InlineMath'], ({ props, text, inner }) =>
    math(first(props, 'math', 'tex') ?? text ?? inner, false),
  ),
  ...all(['Quote', 'Blockquote', 'PullQuote'], ({ props, inner }) =>
    quote(given(first(props, 'author', 'by', 'source', 'cite'), (by) => `${inner}\n\n— ${by}`) ?? inner),
  ),
  ...all(['Kbd', 'Key'], ({ inner }) => `<kbd>${inner}</kbd>`),
  ...all(
    ['Badge', 'Tag', 'Label', 'Highlight', 'Mark', 'Pill'],
    ({ props, inner }) => `<mark>${inner || (first(props, 'text', 'label') ?? '')}</mark>`,
  ),
  ...all(
    [
      'TOC',
      'TOCInline',
      'TableOfContents',
      'Comments',
      'Comment',
      'Giscus',
      'Newsletter',
      'NewsletterForm',
      'SubscribeForm',
      'Share',
      'ShareButtons',
      'Spacer',
      'Icon',
      'Head',
      'PostHeader',
      'BLOGDescription',
    ],
    () => '',
  ),
]);

function all(names: readonly string[], make: Make): [string, Make][] {
  return names.map((name) => [name.toLowerCase(), make]);
}

/** The first of some props that is a text or a number. */
function first(props: Used['props'], ...names: string[]): string | undefined {
  const found = names
    .map((name) => props[name])
    .find((value) => typeof value === 'string' || typeof value === 'number');
  return found === undefined ? undefined : String(found);
}

function given(value: string | undefined, make: (value: string) => string): string | null {
  return value === undefined ? null : make(value);
}

function callout({ name, props, inner, isBlock }: Used): string | null {
  if (!isBlock && inner === '') return null;
  const kind = first(props, 'type', 'kind', 'variant', 'intent', 'status', 'severity') ?? name;
  return alert(kind, inner, first(props, 'title', 'label', 'heading') ?? '');
}

/** Nextra names its tabs on the group (`items`), Docusaurus may (`values`). */
function tabs({ props, inner }: Used): string {
  const items = Array.isArray(props['items']) ? props['items'].map(String) : [];
  const values = Array.isArray(props['values']) ? props['values'].flatMap(labelled) : [];
  const labels = new Map(values);
  let at = 0;
  const text = inner.replace(/^::tab\[([^\]\n]*)\]/gm, (_, label: string) => {
    at += 1;
    return `::tab[${(label === '' ? items[at - 1] : labels.get(label)) ?? (label || String(at))}]`;
  });
  if (at > 0) return directive('tabs', text);
  return directive('tabs', inner.replace(/^(`{3,})([^\n`]*)$([\s\S]*?)^\1$/gm, codeTab));
}

function labelled(item: Literal): [string, string][] {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return [];
  const { label, value } = item as Readonly<Record<string, Literal>>;
  return [[String(value), String(label ?? value)]];
}

function codeTab(block: string, _: string, info: string): string {
  const label = /title="([^"]*)"/.exec(info)?.[1] ?? /\[([^\]]+)\]/.exec(info)?.[1] ?? info.trim();
  return `::tab[${label || '…'}]\n\n${block}`;
}

function titled(props: Used['props'], inner: string): string {
  const title = first(props, 'title', 'label', 'name');
  return title === undefined ? inner : `**${title}**\n\n${inner}`.trim();
}

function shown({ props, inner }: Used): string | null {
  const { sources } = props;
  const themed =
    sources !== null && typeof sources === 'object' && 'light' in sources ? sources['light'] : undefined;
  const src = first(props, 'src', 'img', 'image', 'url') ?? (typeof themed === 'string' ? themed : undefined);
  const caption = first(props, 'caption', 'title') ?? '';
  if (src === undefined) return inner === '' ? null : directive('figure', inner, { label: caption });
  return picture(src, first(props, 'alt') ?? caption, caption || (inner.includes('\n') ? '' : inner));
}

function linked({ props, inner }: Used): string | null {
  const url = first(props, 'href', 'to', 'url', 'link');
  if (url === undefined) return inner === '' ? null : inner;
  const text = first(props, 'description');
  const shownLink = link(inner || (first(props, 'title', 'label', 'text') ?? url), url);
  return text === undefined ? shownLink : `${shownLink}: ${text}`;
}

function clip(before: string): Make {
  return ({ props, isBlock, title }) => {
    const id = first(props, 'id', 'videoId', 'youTubeId', 'bvid', 'video', 'src', 'url', 'href');
    if (id === undefined) return null;
    const url = /^(https?:|\/|\.)/.test(id) ? id : `${before}${id}`;
    return video(url, { alone: isBlock, title: first(props, 'title', 'caption') ?? title });
  };
}

function code({ props, text, inner, isBlock }: Used): string | null {
  const written = first(props, 'code', 'source', 'value') ?? text;
  if (written === null && inner.startsWith('```')) return inner;
  if (!isBlock) return `\`${written ?? inner}\``;
  return fence(written ?? inner, {
    lang: (first(props, 'language', 'lang') ?? '').replace('language-', ''),
    title: first(props, 'title', 'filename', 'file') ?? '',
    numbers: props['showLineNumbers'] === true,
  });
}

/** A component nobody knows: its text under its name, or its code. */
export function unknownComponent(source: string, { name, inner, isBlock }: Used): string {
  if (inner !== '') return isBlock ? alert('note', inner, name) : inner;
  return isBlock
    ? fence(source, { lang: 'jsx', title: name })
    : `\`${source.replace(/\s+/g, ' ').replaceAll('`', "'")}\``;
}
