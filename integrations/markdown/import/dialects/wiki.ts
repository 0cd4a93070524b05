import { link, picture } from '../markdown-parts.ts';
import type { Dialect, Names } from '../translate-tags.ts';

/** Plain Markdown, with the links between notes that some editors write: `[[Note]]`, `![[picture.png]]`, `[TOC]`. */
export const wikiLinks: Dialect = {
  tag: /(?<name>!?)\[\[(?<args>[^[\]\n]{1,200})\]\]|^(?<output>\[TOC\])[ \t]*$/g,
  code: 'markdown',
  verbatim: new Set(),
  endOf: () => /(?!)/g,
  tags: {
    '': ({ args }, names) => toLink(args, names),
    '!': ({ args }) => toPicture(args),
    '=': (_call, { say }) => leaveOut(say),
  },
};

function toLink(args: string, { find, say }: Names): string | null {
  if (/^toc$/i.test(args.trim())) return leaveOut(say);
  const [target = '', label] = args.split('|', 2);
  const [name = ''] = target.split('#', 1);
  const found = find(name.trim());
  return found && link(label?.trim() || name.trim(), found.address);
}

function toPicture(args: string): string | null {
  const [file = '', label = ''] = args.split('|', 2);
  return /\.(png|jpe?g|gif|webp|avif|svg|bmp)$/i.test(file.trim())
    ? picture(file.trim(), /^\d+(x\d+)?$/.test(label) ? '' : label)
    : null;
}

/** A page shows its own table of contents. */
function leaveOut(say: Names['say']): string {
  say('[TOC] was left out: a page has its table of contents anyway');
  return '';
}
