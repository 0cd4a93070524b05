import { comment, link, picture } from '../html/markdown-parts.ts';
import type { Dialect, Names } from '../html/translate-tags.ts';

/** Plain Markdown, with the links between notes that some editors write: `[[Note]]`, `![[picture.png]]`, `[TOC]`. */
export const wikiLinks: Dialect = {
  tag: /(?<name>!?)\[\[(?<args>[^[\]\n]{1,200})\]\]|(?<output>^\[TOC\][ \t]*$|%%[\s\S]*?%%)/gi,
  code: 'markdown',
  verbatim: new Set(),
  endOf: () => /(?!)/g,
  tags: {
    '': ({ args }, names) => toLink(args, names),
    '!': ({ args }, names) => toEmbed(args, names),
    '=': ({ args }, { say }) => (args.startsWith('%%') ? comment(args.slice(2, -2)) : leaveOut(say)),
  },
};

/** A note that is not there leaves its words. */
function toLink(args: string, { find, say }: Names): string | null {
  if (/^toc$/i.test(args.trim())) return leaveOut(say);
  const [target = '', label = ''] = split(args);
  const [name = '', ...headings] = target.split('#');
  const heading = headings.at(-1)?.trim();
  const shown =
    label ||
    [name, ...headings]
      .filter((part) => part.trim() !== '')
      .join(' › ')
      .trim();
  const anchor = heading === undefined || heading === '' ? '' : `#${heading.replace(/^\^/, '')}`;
  if (name.trim() === '') return link(shown, anchor);
  const found = find(name.trim());
  if (found === null) say(`there is no note “${name.trim()}”; its words were kept`);
  return found === null ? shown : link(shown, `${found.address}${anchor}`);
}

/** A picture, a film, or another note, which is linked to instead of shown. */
function toEmbed(args: string, names: Names): string | null {
  const [file = '', label = ''] = split(args);
  if (/\.(png|jpe?g|gif|webp|avif|svg|bmp)$/i.test(file))
    return picture(file, /^\d+(x\d+)?$/.test(label) ? '' : label);
  return /\.[a-z0-9]{2,4}$/i.test(file) && !/\.md$/i.test(file)
    ? link(label || file, file)
    : toLink(args, names);
}

/** In a table the bar is escaped: `[[Note\|words]]`. */
function split(args: string): string[] {
  return args.split(/\\?\|/, 2).map((part) => part.trim());
}

/** A page shows its own table of contents. */
function leaveOut(say: Names['say']): string {
  say('[TOC] was left out: a page has its table of contents anyway');
  return '';
}
