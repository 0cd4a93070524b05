import type { Element, Root, RootContent } from 'hast';
import { toText } from 'hast-util-to-text';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { type Edition, readTag } from '#domain';
import type { Seen } from '../platform.ts';

/**
 * Whether a post on a platform is the copy of an edition.
 * - `ours`: its last line links home with the tag of this very post and channel, and it has the edition's title; or it
 *   names our address as its source in a field of its own, and its last line does not say otherwise.
 * - `perhaps`: it carries the tagged link elsewhere, or under another title, or a link home that a channel without tags
 *   makes. Only its author can say.
 * - `other`: it is another post, or the copy of another channel.
 */
export function recognise(seen: Seen, edition: Sought): 'ours' | 'perhaps' | 'other' {
  const body = seen.body ?? '';
  const closing = homeLink(closingLine(body), edition.canonical);
  if (closing !== null && closing.channel !== edition.channel) return 'other';
  if (sameAddress(seen.canonical, edition.canonical) && closing?.post !== undefined)
    return closing.post === edition.post ? 'ours' : 'other';
  if (sameAddress(seen.canonical, edition.canonical)) return 'ours';
  const isOurs = closing !== null && namesEdition(closing, edition);
  if (isOurs && sameText(seen.title, edition.title)) return 'ours';
  if (isOurs) return 'perhaps';
  if (isUntagged(edition) && linksHome(closingLine(body), edition.canonical)) return 'perhaps';
  const inside = homeLinks(body, edition.canonical);
  return inside.some(({ post, channel }) => post === edition.post && channel === edition.channel)
    ? 'perhaps'
    : 'other';
}

/** Whether a link to the edition's address is one of it: a `ref` names the channel, and the address is the post's. */
function namesEdition({ post, channel }: HomeLink, edition: Sought): boolean {
  const isRef = new URL(edition.link).searchParams.get('ref') === edition.channel;
  return post === edition.post || (isRef && post === undefined && channel === edition.channel);
}

/** Whether the channel's links carry no tag: then a link home says of nobody whose it is. */
function isUntagged({ link }: Sought): boolean {
  return readTag(new URL(link).searchParams) === null;
}

function linksHome(text: string, canonical: string): boolean {
  return spellings(canonical).some((address) => unescaped(text).includes(address));
}

/** Two texts as a reader sees them: entities, spaces and letter forms apart. */
export function sameText(one: string | undefined, other: string): boolean {
  return one === undefined || plain(one) === plain(other);
}

/** The last line of a body, with its addresses; of HTML the last block. Hashtags may stand below it. */
function closingLine(body: string): string {
  const trimmed = body.trim();
  if (!isHtml.test(trimmed)) return trimmed.split('\n').findLast((line) => says(line)) ?? '';
  const tree: Root = unified().use(rehypeParse, { fragment: true }).parse(trimmed);
  const last = tree.children.findLast((node) => says(textIn(node)));
  return last === undefined ? '' : addressesIn(last);
}

const isHtml = /<\/?(?:p|div|a|h[1-6]|ul|ol|pre|section|article)\b/i;

/** Whether a line says something beside hashtags. */
function says(line: string): boolean {
  return line.split(/\s+/).some((word) => word !== '' && !/^#[\p{L}\p{N}_]+$/u.test(word));
}

function textIn(node: RootContent): string {
  if (node.type === 'element') return toText(node);
  return node.type === 'text' ? node.value : '';
}

function addressesIn(node: RootContent): string {
  if (node.type !== 'element') return 'value' in node ? node.value : '';
  const addresses: string[] = [];
  visit(node, 'element', ({ properties }: Element) => {
    if (typeof properties['href'] === 'string') addresses.push(properties['href']);
  });
  return `${addresses.join('\n')}\n${toText(node)}`;
}

function homeLink(text: string, canonical: string): HomeLink | null {
  return homeLinks(text, canonical).at(-1) ?? null;
}

/** The tags of links to an address, in order. A longer address that begins alike is another page. */
function homeLinks(text: string, canonical: string): HomeLink[] {
  const bare = unescaped(text);
  const links = spellings(canonical).flatMap((address) => bare.split(`${address}?`).slice(1));
  return links.flatMap((rest) => readTag(queryAt(rest)) ?? []);
}

function queryAt(text: string): URLSearchParams {
  return new URLSearchParams(/^[^\s"'<>()[\]#]*/.exec(text)?.[0]);
}

/** An address as we write it, and as a platform shows it that decodes `%E4%BD%A0`. */
function spellings(address: string): string[] {
  const { href } = new URL(address);
  return [...new Set([href, address, decodeURI(href)])];
}

/** Without the escapes Markdown and HTML put into addresses. */
function unescaped(body: string): string {
  return body.replaceAll(/&(?:amp|#38|#x26);/gi, '&').replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
}

function plain(text: string): string {
  const tree = unified().use(rehypeParse, { fragment: true }).parse(text.replaceAll('<', '&lt;'));
  return toText(tree).normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
}

function sameAddress(one: string | null | undefined, other: string): boolean {
  return one ? URL.parse(one)?.href === new URL(other).href : false;
}

type HomeLink = NonNullable<ReturnType<typeof readTag>>;

type Sought = Pick<Edition, 'post' | 'channel' | 'title' | 'canonical' | 'link'>;
