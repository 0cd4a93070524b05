import { join, posix } from 'node:path';
import type { Definition, Image, Link, Root, Text } from 'mdast';
import type { Node } from 'unist';
import { SKIP, visit } from 'unist-util-visit';
import { blankMatter, findMatter } from '../../content/front-matter/matter-block.ts';
import { type Address, addressesIn } from '../../content/links/addresses.ts';
import type { ContentIndex, ContentPage } from '../../content/links/content-index.ts';
import type { Resolution } from '../../content/links/resolve-address.ts';
import { anchorsInSource, anchorsOf } from '../../markdown/links/anchors.ts';
import { type Fault, faultOf, faultOfPicture, type Known, resolve } from '../../markdown/links/find-dead.ts';
import { parseSource } from '../../markdown/links/parse-source.ts';
import { comment } from '../html/markdown-parts.ts';
import { outsideCode } from '../html/translate-tags.ts';
import type { Imported } from '../imported.ts';
import { type Edit, edited } from '../syntax/edit-text.ts';

/** What links of imported texts can lead to. */
export interface Reach {
  readonly index: ContentIndex;
  /** Files of the project that are there, or that this import writes. */
  readonly hasFile: (file: string) => boolean;
  /** Text of each imported file. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * A text without the links and pictures that lead nowhere: their words stay, with a mark that `byline check`
 * and a build warn of. What it links to is looked for by the very rules that stop a build, so that what was
 * dead on the old site does not. A part of a page that is only spelt another way is mended.
 *
 * @param tell for each dead address, once
 */
export function withoutDeadLinks(
  { file, text }: Pick<Imported, 'file' | 'text'>,
  reach: Reach,
  tell: (address: string, what: string) => void,
): string {
  const source = blankMatter(text);
  const tree = parseSource(source, false);
  const known = knownTo(file, text, reach);
  const page = reach.index.pages.find((one) => one.file === file);
  const from = { file, lang: page?.lang ?? '' };
  const references = Map.groupBy(referencesIn(tree), ({ identifier }) => identifier);
  const edits = addressesIn(tree).flatMap((address) => {
    const resolution = resolve(address.url, from, known);
    const fault =
      address.kind === 'link'
        ? faultOf(resolution, known)
        : faultOfShown(address.url, file, resolution, reach);
    if (fault === null) return [];
    const mended = fault.rule === 'dead-anchor' ? mendedPart(resolution, known) : null;
    if (mended === null) tell(address.url, said[fault.rule]);
    return editsFor(address, fault, mended ?? withoutPart(resolution, fault), { source, references });
  });
  const made = edited(source, [...edits, ...brackets(tree, source)]);
  const matter = text.slice(0, findMatter(text)?.length ?? 0);
  return `${matter}${made.slice(matter.split('\n').length - 1)}`;
}

const said: Readonly<Record<Fault['rule'], string>> = {
  'dead-link': 'an old link leads nowhere; its words were kept',
  'dead-anchor': 'an old link leads to a part of a page that is not there',
  'dead-picture': 'picture not found',
};

/** Moves marks from the beginning of a line to its end: a line that begins with a comment is no Markdown. */
export function settleMarks(text: string): string {
  return outsideCode(text, (part) =>
    part.replace(
      /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)((?:<!-- import: (?:(?!-->).)* -->[ \t]*)+)(?=\S)(.*)$/gm,
      (_, before: string, marks: string, rest: string) => `${before}${rest}${marks.trimEnd()}`,
    ),
  );
}

function knownTo(file: string, text: string, { index, texts }: Reach): Known {
  const made = new Map<string, ReadonlySet<string>>();
  const anchorsIn = (page: string, source: string) => {
    const found = made.get(page) ?? anchorsInSource(source, page);
    made.set(page, found);
    return found;
  };
  return {
    index,
    anchorsOf: ({ file: other }: ContentPage) => {
      const own = texts.get(other);
      return own === undefined ? anchorsOf(join(index.root, other)) : anchorsIn(other, own);
    },
    own: () => anchorsIn(file, text),
  };
}

/** A picture beside the text has to be a file, one of `public/` an address. */
function faultOfShown(
  url: string,
  file: string,
  resolution: Resolution,
  { index, hasFile }: Reach,
): Fault | null {
  if (url.startsWith('/')) return faultOfPicture(url, index, resolution);
  if (/^([a-z][a-z0-9+.-]*:|#)/i.test(url)) return null;
  const path = posix.join(posix.dirname(file), decoded(url.replace(/[?#].*$/, '')));
  const isThere = url !== '' && hasFile(path);
  return isThere ? null : { rule: 'dead-picture', reason: `there is no picture “${url}”`, hint: '' };
}

/** The address with the part as the page spells it: engines differ in capitals and signs. */
function mendedPart(resolution: Resolution, known: Known): string | null {
  if (resolution.kind !== 'page' && resolution.kind !== 'here') return null;
  const anchors = resolution.kind === 'page' ? known.anchorsOf(resolution.page) : known.own();
  const wanted = folded(resolution.part);
  const found = [...anchors].find((anchor) => folded(anchor) === wanted);
  if (found === undefined || wanted === '') return null;
  return `${resolution.kind === 'page' ? resolution.page.path : ''}#${encodeURIComponent(found)}`;
}

/** Letters and digits alone. */
function folded(part: string): string {
  return decoded(part)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A page that is there without the part that is not; null where nothing is left to link to. */
function withoutPart(resolution: Resolution, { rule }: Fault): string | null {
  return rule === 'dead-anchor' && resolution.kind === 'page' ? resolution.page.path : null;
}

interface Place {
  readonly source: string;
  readonly references: ReadonlyMap<string, readonly Reference[]>;
}

/** @param instead the address to write; null takes the link away and leaves its words */
function editsFor({ node, url }: Address, { rule }: Fault, instead: string | null, place: Place): Edit[] {
  const mark =
    instead !== null && rule === 'dead-anchor'
      ? ''
      : comment(`dead ${rule === 'dead-picture' ? 'picture' : 'link'}: ${url}`);
  if (node.type === 'link') return [editOf(node, linkText(node as Link, instead, mark, place.source))];
  if (node.type === 'image') return [editOf(node, `${(node as Image).alt ?? ''}${mark}`)];
  if (node.type === 'definition') return definitionEdits(node as Definition, instead, mark, place);
  return node.type === 'html'
    ? [editOf(node, htmlText(sliceOf(node, place.source), url, instead, mark))]
    : [];
}

function linkText(node: Link, instead: string | null, mark: string, source: string): string {
  const [first, last] = [node.children[0], node.children.at(-1)];
  const isBare = first?.position?.start.offset === node.position?.start.offset;
  const words =
    first === undefined || isBare
      ? sliceOf(node, source).replace(/^<|>$/g, '')
      : source.slice(first.position?.start.offset, last?.position?.end.offset);
  return instead === null ? `${words}${mark}` : `[${words}](${instead})${mark}`;
}

function definitionEdits(
  node: Definition,
  instead: string | null,
  mark: string,
  { source, references }: Place,
): Edit[] {
  if (instead !== null) return [editOf(node, sliceOf(node, source).replace(node.url, instead))];
  const uses = references.get(node.identifier) ?? [];
  return [
    editOf(node, ''),
    ...uses.map(({ node: use, words }, index) => editOf(use, `${words}${index === 0 ? mark : ''}`)),
  ];
}

/** In HTML the address alone is taken away; the mark follows the tag. */
function htmlText(html: string, url: string, instead: string | null, mark: string): string {
  const written = `(["']?)${escaped(url)}\\4`;
  const spelt = new RegExp(
    `<(a|img)\\b([^>]*?)\\s(href|src)\\s*=\\s*${written.replaceAll('&', '(?:&|&amp;)')}([^>]*)>`,
    'i',
  );
  return html.replace(spelt, (_, name: string, before: string, key: string, quote: string, after: string) => {
    if (instead !== null) return `<${name}${before} ${key}=${quote || '"'}${instead}${quote || '"'}${after}>`;
    const alt = /\balt\s*=\s*"([^"]*)"/i.exec(`${before}${after}`)?.[1] ?? '';
    return name.toLowerCase() === 'img' ? `${alt}${mark}` : `<${name}${before}${after}>${mark}`;
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

interface Reference {
  readonly identifier: string;
  readonly node: Node;
  readonly words: string;
}

function referencesIn(tree: Root): Reference[] {
  const found: Reference[] = [];
  visit(tree, (node) => {
    if (node.type === 'imageReference')
      found.push({ identifier: node.identifier, node, words: node.alt ?? '' });
    if (node.type === 'linkReference') found.push({ identifier: node.identifier, node, words: textIn(node) });
  });
  return found;
}

function textIn(node: Node): string {
  let text = '';
  visit(node, (inner) => {
    if (inner.type === 'text' || inner.type === 'inlineCode') text += (inner as Text).value;
  });
  return text;
}

/** `[[ -f x ]]` in prose was no link on the old site, and would be one here. */
function brackets(tree: Root, source: string): Edit[] {
  const edits: Edit[] = [];
  visit(tree, (node) => {
    if (node.type === 'link' || node.type === 'linkReference') return SKIP;
    if (node.type !== 'text') return undefined;
    const raw = sliceOf(node, source);
    const text = raw.replace(/(?<![\\[])\[\[(?=[^[\]\n]+\]\])/g, '\\[[');
    if (text !== raw) edits.push(editOf(node, text));
    return undefined;
  });
  return edits;
}

function editOf({ position }: Node, text: string): Edit {
  return { from: position?.start.offset ?? 0, to: position?.end.offset ?? 0, text };
}

function sliceOf({ position }: Node, source: string): string {
  return source.slice(position?.start.offset, position?.end.offset);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
