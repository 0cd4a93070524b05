import {
  alert,
  details,
  fence,
  link,
  math,
  picture,
  quote,
  splitWords,
  type Tab,
  tabs,
  video,
} from '../html/markdown-parts.ts';
import type { Call, Names, Translate } from '../html/translate-tags.ts';

/**
 * The tags of NexT, Butterfly and the themes that took theirs over (Volantis, AnZhiYu, Fluid, Icarus), and of
 * Hexo's best-known plugins. A tag is one entry: how its arguments are read, and what it becomes.
 */
export const hexoThemeTags: Readonly<Record<string, Translate>> = {
  // Text set off.
  note: block((args, inner) => note(splitWords(args), inner)),
  subnote: block((args, inner) => note(splitWords(args), inner)),
  tip: block((args, inner) => note(splitWords(args), inner)),
  pullquote: block((_, inner) => quote(inner)),
  centerquote: block((_, inner) => quote(inner)),
  cq: block((_, inner) => quote(inner)),
  alertbar: block((args, inner) => note(splitWords(args), inner)),

  // Text a reader opens.
  hideToggle: block((args, inner) => details(commas(args)[0] ?? '', inner)),
  hideBlock: block((args, inner) => details(commas(args)[0] ?? '', inner)),
  hideInline: line((args) => commas(args)[0] ?? ''),
  folding: block((args, inner) => details(commas(args).at(-1) ?? '', inner, /\bopen\b/.test(args))),
  fold: block((args, inner) => details(splitWords(args).filter(isNoPosition).join(' '), inner)),
  spoiler: block((args, inner) => details(splitWords(args).filter(isNoPosition).join(' '), inner)),
  collapse: block((args, inner) => details(splitWords(args).join(' '), inner)),
  details: block((args, inner) => details(splitWords(args).join(' '), inner)),
  psw: line((args) => args),

  // Tabs, steps in time.
  tabs: block((args, inner) => tabs(tabsIn(inner, commas(args)[0] ?? ''))),
  timeline: block((args, inner) => timeline(commas(args)[0] ?? '', inner)),

  // Words with a look.
  label: line((args) => mark(labelText(args))),
  span: line((args) => lookOf(args)),
  p: line((args) => lookOf(args)),
  emp: line((args) => `*${args}*`),
  u: line((args) => `<u>${args}</u>`),
  wavy: line((args) => `<u>${args}</u>`),
  del: line((args) => `~~${args}~~`),
  kbd: line((args) => `<kbd>${args}</kbd>`),
  checkbox: line((args) => `- [${/\bchecked\b/.test(args) ? 'x' : ' '}] ${commas(args).at(-1)}`),
  radio: line((args) => `- [${/\bchecked\b/.test(args) ? 'x' : ' '}] ${commas(args).at(-1)}`),
  bubble: line((args) => `${commas(args)[0]} (${commas(args)[1] ?? ''})`),
  nota: line((args) => `${commas(args)[0]} (${commas(args).slice(1).join(', ')})`),
  title: line((args) => `**${commas(args).at(-1)}**`),

  // Links.
  btn: line((args) => button(commas(args))),
  button: line((args) => button(commas(args))),
  btns: block((_, inner) => inner),
  cell: line((args) => button([commas(args)[1] ?? '', commas(args)[0] ?? ''])),
  link: line((args) => linkCard(args)),
  exturl: line((args) => linkAmong(splitWords(args))),
  site: line((args) => linkAmong(commas(args).flatMap((part) => part.replace(/^\w+=/, '')))),
  ghcard: line((args) => github(commas(args)[0] ?? '')),
  githubCard: line((args) => github(/repo:(\S+)/.exec(args)?.[1] ?? '')),
  caniuse: line((args) => caniuse(splitWords(args)[0] ?? '')),
  flink: block((_, inner) => fence(inner, { lang: 'yaml' })),
  linkgrid: block((_, inner) => linkGrid(inner)),
  series: () => '',
  grid: block((_, inner) => inner),
  box: block((_, inner) => inner),

  // Pictures, sound, film.
  gallery: block((_, inner) => inner),
  grouppicture: block((_, inner) => inner),
  gp: block((_, inner) => inner),
  galleryGroup: ({ args }) => galleryGroup(splitWords(args)),
  inlineImg: line((args) => picture(splitWords(args)[0] ?? '')),
  inlineImage: line((args) => picture(commas(args)[0] ?? '')),
  image: line((args) => picture(commas(args)[0] ?? '', option(args, 'alt'), option(args, 'alt'))),
  fullimage: line((args) => namedPicture(commas(args))),
  'full-image': line((args) => namedPicture(commas(args))),
  fi: line((args) => namedPicture(commas(args))),
  lazyimage: line((args) => namedPicture(commas(args))),
  video: ({ args, alone }, { title }) => film(splitWords(args)[0], { alone, title }),
  dplayer: ({ args, alone }, { title }) =>
    film(/url=(\S+)/.exec(splitWords(args).join(' '))?.[1], { alone, title }),
  bilibili: ({ args, alone }, { title }) =>
    film(`https://www.bilibili.com/video/${/(?:BV|av)\w+/i.exec(args)?.[0] ?? args}`, { alone, title }),
  audio: line((args) => sound(splitWords(args)[0] ?? '')),
  aplayer: line((args) => linkAmong(splitWords(args))),
  meting: line((args) => music(splitWords(args))),
  pdf: line((args) => pdf(splitWords(args)[0] ?? '')),

  // Pictures made of text.
  mermaid: block((args, inner) => fence(`${args}\n${inner.trim()}`, { lang: 'mermaid' })),
  math: ({ args, inner }) => math(inner ?? args, inner !== null),
  mathjax: ({ args, inner }) => math(inner ?? unquoted(args), inner !== null),
  katex: ({ args, inner }) => math(inner ?? unquoted(args), inner !== null),
  chartjs: block((_, inner) => fence(inner, { lang: 'json', title: 'chart.js' })),
  chart: block((_, inner) => fence(inner, { lang: 'json', title: 'chart.js' })),
  echarts: block((_, inner) => fence(inner, { lang: 'json', title: 'ECharts' })),
  score: block((_, inner) => fence(inner, { title: 'ABC' })),
  plantuml: block((_, inner) => fence(inner, { title: 'PlantUML' })),
  uml: block((_, inner) => fence(inner, { title: 'PlantUML' })),
};

/** Tags in which no other tag is one. */
export const hexoThemeVerbatim = [
  'mermaid',
  'math',
  'mathjax',
  'katex',
  'chartjs',
  'chart',
  'echarts',
  'score',
  'plantuml',
  'uml',
  'flink',
];

/** A tag with an end tag. Without one its arguments are not understood. */
function block(make: (args: string, inner: string) => string): Translate {
  return ({ args, inner }: Call) => (inner === null ? null : make(args, inner.trim()));
}

/** A tag that stands alone. */
function line(make: (args: string) => string | null): Translate {
  return ({ args }: Call) => (args === '' ? null : make(args));
}

/** Butterfly and its like part arguments by commas. */
function commas(args: string): string[] {
  return splitWords(args.replaceAll(',', ' , '))
    .join(' ')
    .split(/\s*,\s*/)
    .map((part) => part.trim());
}

function unquoted(args: string): string {
  return args.replace(/^(["'])([\s\S]*)\1$/, '$2');
}

/** NexT: `[class] [no-icon] [summary]`; Butterfly: `[class] [no-icon] [style]` or `[colour] [icon] [style]`. */
function note(words: readonly string[], inner: string): string {
  const [kind = 'note', ...rest] = words.filter((word) => !looks.test(word));
  return alert(kind, inner, rest.filter((word) => !/^(['"])?fa[srb]? |^fa[srb]?$|^fa-/.test(word)).join(' '));
}

/** Words that say how a note looks. */
const looks =
  /^(no-icon|icon-padding|simple|modern|flat|disabled)$|^(fa[srbl]?|fa-[\w-]+|anzhiyufont|icon-[\w-]+)(\s|$)/;

/** A spoiler says where its tag begins and ends. */
function isNoPosition(word: string): boolean {
  return !/^(open|close|start|stop|show|hide)$/.test(word);
}

/** `<!-- tab caption@icon -->` … `<!-- endtab -->` */
function tabsIn(inner: string, name: string): Tab[] {
  return parted(inner, 'tab').map(({ head, text }, index) => {
    const caption = head.replace(/@.*$/, '').trim();
    return { label: caption || `${name} ${index + 1}`.trim(), text };
  });
}

function timeline(title: string, inner: string): string {
  const items = parted(inner, 'timeline').map(({ head, text }) => {
    const lines = text.split('\n').map((each) => (each.trim() === '' ? '' : `  ${each}`));
    return `- **${head || '…'}**\n\n${lines.join('\n')}`;
  });
  return [...(title === '' ? [] : [`**${title}**`]), ...items].join('\n\n');
}

/** The parts of a text between `<!-- name head -->` and `<!-- endname -->`; words outside of them are a part too. */
function parted(inner: string, name: string): { head: string; text: string }[] {
  const mark = new RegExp(`<!--\\s*(end)?${name}\\b([^]*?)-->`, 'gi');
  const parts: { head: string; text: string }[] = [];
  let [from, head, isOpen] = [0, '', false];
  const close = (to: number) => {
    const text = dedent(inner.slice(from, to));
    if (isOpen || text !== '') parts.push({ head, text });
  };
  for (const found of inner.matchAll(mark)) {
    close(found.index);
    isOpen = found[1] === undefined;
    head = isOpen ? (found[2] ?? '').trim() : '';
    from = found.index + found[0].length;
  }
  close(inner.length);
  return parts;
}

function dedent(text: string): string {
  const lines = text
    .replace(/^[ \t]*\n/, '')
    .trimEnd()
    .split('\n');
  const width = Math.min(...lines.filter((each) => each.trim() !== '').map((each) => each.search(/\S/)));
  return lines
    .map((each) => each.slice(Number.isFinite(width) ? width : 0))
    .join('\n')
    .trim();
}

/** NexT: `primary@text`; Butterfly: `text colour`. */
function labelText(args: string): string {
  const words = splitWords(args);
  if (/^[a-z]*@/.test(args)) return args.replace(/^[a-z]*@/, '').trim();
  return (words.length > 1 && colours.test(words.at(-1) ?? '') ? words.slice(0, -1) : words).join(' ');
}

const colours =
  /^(default|primary|success|info|warning|danger|blue|pink|red|purple|orange|green|cyan|yellow|gray|grey)$/;

function mark(text: string): string {
  return `<mark>${text}</mark>`;
}

/** Volantis: `{% span red, words %}`; the look is left out. */
function lookOf(args: string): string {
  const [first = '', ...rest] = commas(args);
  return rest.length === 0 ? first : rest.join(', ');
}

/** Butterfly: `url, text, icon, style`. NexT: `url, text, icon, title`. Volantis puts the text first. */
function button(parts: readonly string[]): string | null {
  const at = parts.findIndex(isAddress);
  const url = parts[at];
  if (url === undefined) return null;
  const text =
    at === 0
      ? parts[1]
      : parts
          .slice(0, at)
          .filter((part) => !/::/.test(part))
          .at(-1);
  return link(text?.trim() || url, url);
}

function isAddress(word: string): boolean {
  return /^(https?:\/)?\/|^\.{1,2}\/|^#|^mailto:|\.(html?|pdf)$/.test(word);
}

/** Hexo: `text url [external] [title]`. AnZhiYu: `title,from,url`. */
function linkCard(args: string): string | null {
  const parts = commas(args);
  const last = parts.at(-1) ?? '';
  if (parts.length > 1 && isAddress(last))
    return link(parts.slice(0, -1).filter(Boolean).join(' · ') || last, last);
  return linkAmong(splitWords(args));
}

/** The address among some words, called by those before it. */
function linkAmong(words: readonly string[]): string | null {
  const at = words.findIndex(isAddress);
  const url = words[at];
  if (url === undefined) return null;
  const text = at === 0 ? words.slice(1) : words.slice(0, at);
  return link(text.filter((word) => !/^(true|false)$/.test(word)).join(' ') || url, url);
}

function github(repository: string): string | null {
  return repository === '' ? null : link(repository, `https://github.com/${repository}`);
}

function caniuse(feature: string): string {
  const [name = ''] = feature.split('@');
  return link(`Can I use ${name}?`, `https://caniuse.com/${name}`);
}

/** NexT: a line each, `title | url | description | picture`. */
function linkGrid(inner: string): string {
  const lines = inner.split('\n').filter((each) => each.trim() !== '');
  return lines
    .map((each) => {
      const [title = '', url = '', text = ''] = each.split('|').map((part) => part.trim());
      return `- ${url === '' ? title : link(title, url)}${text === '' ? '' : `: ${text}`}`;
    })
    .join('\n');
}

/** `name 'words' link picture` */
function galleryGroup([name = '', words = '', url = '', src = '']: readonly string[]): string | null {
  if (src === '') return null;
  return `[${picture(src, name, words)}](${url})\n\n${link(name, url)}${words === '' ? '' : `: ${words}`}`;
}

function namedPicture([src = '', alt = '', title = '']: readonly string[]): string {
  return picture(src.replace(/^@/, ''), alt, title);
}

function option(args: string, name: string): string {
  return new RegExp(`\\b${name}=([^,]*)`).exec(args)?.[1]?.trim() ?? '';
}

function film(src: string | undefined, shown: Pick<Call, 'alone'> & Pick<Names, 'title'>): string | null {
  return src === undefined || src === '' ? null : video(src, shown);
}

function sound(src: string): string {
  return `<audio controls src="${src.replaceAll('"', '%22')}"></audio>`;
}

function music([id = '', server = '']: readonly string[]): string | null {
  if (!/^\w+$/.test(id)) return null;
  const where =
    server === 'tencent'
      ? `https://y.qq.com/n/ryqq/playlist/${id}`
      : `https://music.163.com/#/playlist?id=${id}`;
  return link(where, where);
}

function pdf(src: string): string {
  return link(src.slice(src.lastIndexOf('/') + 1) || src, src);
}
