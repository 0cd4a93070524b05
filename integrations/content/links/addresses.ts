import type { Definition, Root } from 'mdast';
import type { Node } from 'unist';
import { visit } from 'unist-util-visit';
import { elementsIn, rewritable } from './raw-html.ts';

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

/** Most raw HTML has no address, and is not parsed. */
const mayHaveAddress = /<(?:a|img)\s/i;

function inHtml(node: Node & { value: string }): Address[] {
  if (!mayHaveAddress.test(node.value)) return [];
  const rewrite = rewritable(node.value, (html) => {
    node.value = html;
  });
  return elementsIn(node.value).flatMap((element) => {
    const isLink = element.tagName === 'a';
    const name = isLink ? 'href' : 'src';
    const url = element.properties[name];
    if ((!isLink && element.tagName !== 'img') || typeof url !== 'string') return [];
    const replace = (instead: string) => rewrite(element, name, instead);
    const below = (element.position?.start.line ?? 1) - 1;
    const lacksAlt = !isLink && element.properties['alt'] === undefined;
    return [{ kind: isLink ? 'link' : 'picture', url, node, lacksAlt, below, replace } as const];
  });
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
