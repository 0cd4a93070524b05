import type { Element, ElementContent, Root } from 'hast';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import { toText } from 'hast-util-to-text';
import { SKIP, visit } from 'unist-util-visit';

/**
 * Makes a page's text into text strangers can use, in feed readers and on other platforms: code as
 * `<pre><code class="language-…">`, and nothing that leans on our styles, scripts or ids. Pictures Astro
 * has yet to place keep its mark, and components keep theirs, for the site to fill in.
 */
export function cleanTree(tree: Root): Root {
  // First: it makes most of the tree go away.
  plainCode(tree);
  unfoldCode(tree);
  quoteCallouts(tree);
  dropForeign(tree);
  alignCells(tree);
  return sanitize(tree, schema) as Root;
}

const schema: Schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), 'figure', 'figcaption', 'mark', 'byline-component'],
  attributes: {
    a: ['href', 'title'],
    'byline-component': ['dataName', 'dataProps', 'dataAt'],
    code: [['className', /^language-./]],
    img: ['src', 'alt', 'title', 'width', 'height', '__ASTRO_IMAGE_'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    ol: ['start'],
    td: ['align', 'colSpan', 'rowSpan'],
    th: ['align', 'colSpan', 'rowSpan', 'scope'],
    time: ['dateTime'],
  },
};

const foreign = new Set(['script', 'style', 'link', 'template', 'button', 'dialog']);

function dropForeign(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (parent === undefined || index === undefined) return undefined;
    const embedded = embedLink(node) ?? formula(node);
    if (embedded === undefined && !foreign.has(node.tagName) && !isHeadingAnchor(node)) return undefined;
    parent.children.splice(index, 1, ...(embedded ?? []));
    return index;
  });
}

/** A frame or a player becomes a link to what it would have shown. */
function embedLink({ tagName, properties }: Element): ElementContent[] | undefined {
  if (!['iframe', 'video', 'audio', 'embed'].includes(tagName)) return undefined;
  const address = properties['src'];
  if (typeof address !== 'string') return [];
  const title = String(properties['title'] ?? properties['ariaLabel'] ?? address);
  return [element('p', {}, [element('a', { href: address }, [text(title)])])];
}

/** A formula becomes the TeX it was written in: other sites draw it or show it, none reads MathML from strangers. */
function formula(node: Element): ElementContent[] | undefined {
  if (node.tagName !== 'math') return undefined;
  let tex: string | undefined;
  visit(node, 'element', (child) => {
    if (child.tagName === 'annotation' && child.properties['encoding'] === 'application/x-tex')
      tex = toText(child);
  });
  if (tex === undefined) return undefined;
  const isBlock = node.properties['display'] === 'block';
  return isBlock ? [element('p', {}, [text(`$$${tex}$$`)])] : [text(`$${tex}$`)];
}

/** A heading's link to itself has a label and no text, and leads nowhere on another page. */
function isHeadingAnchor({ tagName, children, properties }: Element): boolean {
  return tagName === 'a' && children.length === 0 && String(properties['href']).startsWith('#');
}

/** A long block is folded by `<details>`, which a feed reader would show shut. */
function unfoldCode(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!classesOf(node).includes('code-fold') || parent === undefined || index === undefined)
      return undefined;
    const figures = node.children.filter((child) => child.type === 'element' && child.tagName !== 'summary');
    parent.children.splice(index, 1, ...figures);
    return index;
  });
}

/** A callout keeps its edges as a quotation: `<aside>` has none without our styles. */
function quoteCallouts(tree: Root): void {
  visit(tree, 'element', (node) => {
    if (node.tagName === 'aside' && classesOf(node).includes('callout')) node.tagName = 'blockquote';
  });
}

function classesOf({ properties }: Element): readonly unknown[] {
  const { className } = properties;
  return Array.isArray(className) ? className : [];
}

/** Turns a highlighted figure back into the code it shows, with its title as a line above. */
function plainCode(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (dataOf(node, 'rehype-pretty-code-figure') === undefined) return undefined;
    if (parent === undefined || index === undefined) return undefined;
    const plain = node.children.flatMap(plainPart);
    parent.children.splice(index, 1, ...plain);
    return [SKIP, index + plain.length];
  });
}

/** Without our style sheet a cell is aligned by the attribute HTML once had, which readers and Markdown know. */
function alignCells(tree: Root): void {
  visit(tree, 'element', (node) => {
    const align = dataOf(node, 'align');
    if (typeof align === 'string') node.properties['align'] = align;
  });
}

function plainPart(part: ElementContent): ElementContent[] {
  if (part.type !== 'element') return [];
  if (part.tagName === 'figcaption') return [element('p', {}, [element('strong', {}, [text(toText(part))])])];
  if (part.tagName === 'code') return [element('code', {}, [text(toText(part))])];
  const code = part.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'code',
  );
  const language = dataOf(part, 'language');
  const named = language === undefined || language === 'text' ? {} : { className: [`language-${language}`] };
  const source = toText(withoutRemoved(code ?? part), { whitespace: 'pre' });
  return [element('pre', {}, [element('code', named, [text(`${source.replace(/\n$/, '')}\n`)])])];
}

/** Of a diff, strangers are shown what the code came to; the line break after a removed line goes with it. */
function withoutRemoved(code: Element): Element {
  const isRemoved = (node: ElementContent | undefined) =>
    node?.type === 'element' && node.tagName === 'del' && dataOf(node, 'line') !== undefined;
  const kept = code.children.filter((node, index, all) => !isRemoved(node) && !isRemoved(all[index - 1]));
  return { ...code, children: kept };
}

/** A `data-…` attribute, however the plugin that made it spelled its property. */
function dataOf({ properties }: Element, name: string) {
  const camel = `data-${name}`.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return properties[`data-${name}`] ?? properties[camel];
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}
