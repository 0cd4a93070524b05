import type { Definition, Root } from 'mdast';
import type { Node } from 'unist';
import { visit } from 'unist-util-visit';

/** An address in a text. */
export interface Address {
  readonly kind: 'link' | 'picture';
  readonly url: string;
  /** Where it stands. */
  readonly node: Node;
  /** A picture of which nobody says what it shows. `alt=""` in HTML says that it shows nothing. */
  readonly lacksAlt: boolean;
  /** 1-based lines below the node's first. */
  readonly below: number;
  /** Puts another address in its place. */
  readonly replace: (url: string) => void;
}

/** Every address in a text: of links, definitions and pictures, in Markdown, in raw HTML and in MDX. */
export function addressesIn(tree: Root): Address[] {
  const found: Address[] = [];
  const definitions: Definition[] = [];
  const named = { pictures: new Set<string>(), links: new Set<string>() };
  visit(tree, (node) => {
    if (node.type === 'link') found.push(plain('link', node));
    else if (node.type === 'image') found.push({ ...plain('picture', node), lacksAlt: !node.alt?.trim() });
    else if (node.type === 'definition') definitions.push(node);
    else if (node.type === 'imageReference') named.pictures.add(node.identifier);
    else if (node.type === 'linkReference') named.links.add(node.identifier);
    else if (node.type === 'html') found.push(...inHtml(node));
    else if (isElement(node)) found.push(...inElement(node));
  });
  const pictures = named.pictures.difference(named.links);
  return [
    ...found,
    ...definitions.map((node) => plain(pictures.has(node.identifier) ? 'picture' : 'link', node)),
  ];
}

function plain(kind: Address['kind'], node: Node & { url: string }): Address {
  const replace = (url: string) => {
    node.url = url;
  };
  return { kind, url: node.url, node, lacksAlt: false, below: 0, replace };
}

const tag = /<(?<name>a|img)\s(?<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>/gi;

/** Raw HTML is not parsed here; the tags that count are plain enough. */
function inHtml(node: Node & { value: string }): Address[] {
  if (node.value.startsWith('<!--')) return [];
  return [...node.value.matchAll(tag)].flatMap((found) => {
    const { name = '', attributes = '' } = found.groups ?? {};
    const isLink = name.toLowerCase() === 'a';
    const url = attribute(attributes, isLink ? 'href' : 'src');
    if (url === undefined) return [];
    const replace = (instead: string) => {
      node.value = node.value.replace(found[0], found[0].replace(url, instead));
    };
    const below = node.value.slice(0, found.index).split('\n').length - 1;
    const lacksAlt = !isLink && attribute(attributes, 'alt') === undefined;
    return [{ kind: isLink ? 'link' : 'picture', url, node, lacksAlt, below, replace } as const];
  });
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  );
  return (found?.[1] ?? found?.[2] ?? found?.[3])?.replaceAll('&amp;', '&');
}

interface MdxElement extends Node {
  readonly name: string | null;
  readonly attributes: { type: string; name?: string; value?: unknown }[];
}

function isElement(node: Node): node is MdxElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

function inElement(node: MdxElement): Address[] {
  const isLink = node.name === 'a';
  const held = node.attributes.find(({ name }) => name === (isLink ? 'href' : 'src'));
  if ((!isLink && node.name !== 'img') || typeof held?.value !== 'string') return [];
  const replace = (url: string) => {
    held.value = url;
  };
  const lacksAlt = !isLink && !node.attributes.some(({ name }) => name === 'alt');
  const kind = isLink ? 'link' : 'picture';
  return [{ kind, url: held.value, node, lacksAlt, below: 0, replace }];
}
