import { fromHtml } from 'hast-util-from-html';
import { toText } from 'hast-util-to-text';
import type { Heading, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { parseSource } from '../../markdown/links/parse-source.ts';
import type { Piece } from '../importer.ts';

/** The title front matter gives, else that of the text's heading; null where there is neither. */
export function readTitle({ keys, body }: Piece): string | null {
  return keys.title ?? headingOf(parse(body))?.text ?? null;
}

/** A text without the heading that says its title again, which a page shows anyway, and its description. */
export interface Head {
  readonly body: string;
  /**
   * The first sentences, of what stands before `<!-- more -->` where that is there: plain text, whole sentences while they fit, at most 120 Han characters or 160
   * others. Null for a text that begins with no words.
   */
  readonly description: string | null;
}

export function readHead(body: string, title: string): Head {
  const tree = parse(body);
  const teaser = /^[\s\S]*?(?=<!--\s*more\b)/i.exec(body)?.[0];
  const description = (teaser === undefined ? null : describe(parse(teaser))) ?? describe(tree);
  return { body: withoutTitle(body, tree, title), description };
}

function withoutTitle(body: string, tree: Root, title: string): string {
  const heading = headingOf(tree);
  const { start, end } = heading?.node.position ?? {};
  if (heading?.text !== title || start?.offset === undefined || end?.offset === undefined) return body;
  return `${body.slice(0, start.offset)}${body.slice(end.offset)}`;
}

function describe({ children }: Root): string | null {
  let text = '';
  for (const words of leading(children).map(wordsOf)) {
    if (width(text) >= ENOUGH) break;
    text = `${text} ${words}`.trim();
  }
  return text === '' ? null : firstSentences(text);
}

/** A first paragraph as long as this is description enough. */
const ENOUGH = 30;

/** What is looked at: the beginning, up to a blank line. */
const HEAD = 2000;

function parse(body: string): Root {
  if (body.length <= HEAD) return parseSource(body, false);
  const end = body.indexOf('\n\n', HEAD);
  return parseSource(body.slice(0, end < 0 || end > 2 * HEAD ? HEAD : end), false);
}

/** The first heading of the first rank, or one of any rank that the text begins with. */
function headingOf({ children }: Root): { readonly node: Heading; readonly text: string } | null {
  const first = children.find((node) => node.type !== 'html');
  const main = children.find((node) => node.type === 'heading' && node.depth === 1);
  const node = main ?? first;
  if (node?.type !== 'heading') return null;
  const text = plain(textOf(node));
  return text === '' ? null : { node, text };
}

/** Blocks before the second heading, or as many as a description can need. */
function leading(children: readonly RootContent[]): RootContent[] {
  const text = children
    .flatMap(opened)
    .filter(({ type }) => ['paragraph', 'html', 'heading', 'blockquote', 'list'].includes(type));
  const start = text[0]?.type === 'heading' ? 1 : 0;
  const end = text.findIndex(({ type }, index) => index > start && type === 'heading');
  const part = text.slice(start, end < 0 ? undefined : end).filter(({ type }) => type !== 'heading');
  return (part.length > 0 ? part : text.filter(({ type }) => type !== 'heading')).slice(0, 5);
}

/** What stands in a callout or the like, without its title. */
function opened(node: RootContent): RootContent[] {
  if (node.type !== 'containerDirective') return [node];
  return node.children.filter(
    (child) =>
      child.type !== 'leafDirective' && !(child.type === 'paragraph' && child.data?.directiveLabel === true),
  );
}

function wordsOf(node: RootContent): string {
  const html =
    node.type === 'html' ? node.value.replace(/<(script|style|pre|figure)\b[\s\S]*?<\/\1>/gi, '') : null;
  const text =
    html === null ? textOf(node, { includeImageAlt: false }) : toText(fromHtml(html, { fragment: true }));
  return plain(
    text
      .replace(/\[\^[^\]]*\]|\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}|<[^>]*>|https?:\/\/\S+/g, ' ')
      .replace(/^\s*\[![A-Z]+\]/, ''),
  );
}

/** One line; lines that end and begin in Chinese join without a space. */
function plain(text: string): string {
  return text
    .replace(/(?<=[\p{sc=Han}，。！？、：；”）])[ \t]*\n[ \t]*(?=[\p{sc=Han}“（])/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** Room for 120 Han characters or 160 others. */
const ROOM = 160;

function firstSentences(text: string): string {
  const sentences = new Intl.Segmenter('zh', { granularity: 'sentence' }).segment(text.slice(0, 4 * ROOM));
  let taken = '';
  for (const { segment } of sentences) {
    if (width(taken + segment.trimEnd()) > ROOM) break;
    taken += segment;
  }
  return taken.trim() === '' ? cutShort(text) : taken.trim();
}

/** The first sentence is too long: it ends at a comma or a word, with an ellipsis. */
function cutShort(text: string): string {
  let short = '';
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(
    text.slice(0, 2 * ROOM),
  )) {
    if (width(short + segment) > ROOM - 1) break;
    short += segment;
  }
  const clause = /^(.{60,})[，、；：,;:]/su.exec(short)?.[1];
  return `${(clause ?? short).replace(/[\s，、；：,;:]+$/u, '')}…`;
}

function width(text: string): number {
  const han = text.match(/[\p{sc=Han}，。！？、：；“”（）《》]/gu)?.length ?? 0;
  return [...text].length + han / 3;
}
