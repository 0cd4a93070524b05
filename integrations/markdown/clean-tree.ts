import type { Element, ElementContent, Root } from 'hast';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import { toText } from 'hast-util-to-text';
import { SKIP, visit } from 'unist-util-visit';
import { editionMarks } from '#domain';

/**
 * A page's text for strangers, in feed readers: code as `<pre><code class="language-…">`, and nothing that leans on
 * our styles, scripts or ids. Pictures Astro has yet to place keep its mark, and components keep theirs, for the
 * site to fill in.
 */
export function cleanTree(tree: Root): Root {
  return forReaders(plainTree(tree));
}

/**
 * The same text for the recipes of editions: it keeps what a recipe has to know in the attributes of
 * {@link editionMarks}, and its pictures are the files of the author.
 *
 * @param originalOf where on the site a picture beside the text is, by the path the text names it with
 */
export function markedTree(tree: Root, originalOf: OriginalOf = () => undefined): Root {
  return forEditions(plainTree(tree), originalOf);
}

/** Both at once; taking a large text apart is most of the work. */
export function strangersTrees(tree: Root, originalOf: OriginalOf): { clean: Root; marked: Root } {
  const plain = plainTree(tree);
  return { clean: forReaders(plain), marked: forEditions(plain, originalOf) };
}

export type OriginalOf = (src: string) => string | undefined;

/** The text without our styles and scripts, and with marks; `forReaders` and `forEditions` take of it what they want. */
function plainTree(tree: Root): Root {
  // First: it makes most of the tree go away.
  plainCode(tree);
  unfoldCode(tree);
  markFigures(tree);
  markFootnotes(tree);
  dropForeign(tree);
  alignCells(tree);
  return tree;
}

function forReaders(tree: Root): Root {
  return sanitize(tree, readerSchema) as Root;
}

function forEditions(tree: Root, originalOf: OriginalOf): Root {
  placeOriginals(tree, originalOf);
  return sanitize(tree, editionSchema) as Root;
}

const readerSchema: Schema = {
  ...defaultSchema,
  // A `<span>` has lost all it had to say; the marks of formulas stand on one.
  tagNames: [
    ...(defaultSchema.tagNames ?? []).filter((name) => name !== 'span'),
    ...['figure', 'figcaption', 'mark', 'byline-component'],
  ],
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

const editionSchema: Schema = {
  ...readerSchema,
  tagNames: [...(readerSchema.tagNames ?? []), 'span'],
  attributes: { ...readerSchema.attributes, '*': Object.values(editionMarks) },
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
      tex = toText(child, { whitespace: 'pre' });
  });
  if (tex === undefined) return undefined;
  const isBlock = node.properties['display'] === 'block';
  return isBlock
    ? [element('p', { [editionMarks.math]: 'block' }, [text(`$$${tex}$$`)])]
    : [element('span', { [editionMarks.math]: 'inline' }, [text(`$${tex}$`)])];
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

/** Says of boxes what they are. A callout keeps its edges as a quotation: `<aside>` has none without our styles. */
function markFigures(tree: Root): void {
  visit(tree, 'element', (node) => {
    const classes = classesOf(node);
    const mark = (name: keyof typeof editionMarks, value: string) => {
      node.properties[editionMarks[name]] = value;
    };
    if (node.tagName === 'aside' && classes.includes('callout')) {
      node.tagName = 'blockquote';
      mark('callout', String(dataOf(node, 'kind') ?? 'note'));
    }
    if (classes.includes('callout-title') || classes.includes('tab-label')) mark('title', '');
    if (classes.includes('tabs')) mark('tabs', String(dataOf(node, 'title') ?? ''));
    if (classes.includes('tab')) mark('tab', String(dataOf(node, 'label') ?? ''));
    if (classes.includes('steps')) mark('steps', '');
    if (node.tagName === 'pre' && isDiagram(node)) mark('diagram', 'mermaid');
  });
}

function isDiagram({ children: [code] }: Element): boolean {
  return code?.type === 'element' && classesOf(code).includes('language-mermaid');
}

/** Numbers, notes and the links back are told by what `remark-rehype` says of them. */
function markFootnotes(tree: Root): void {
  visit(tree, 'element', (node) => {
    const { children, properties } = node;
    const [only] = children;
    if (node.tagName === 'sup' && only?.type === 'element' && dataOf(only, 'footnote-ref') !== undefined)
      properties[editionMarks.noteNumber] = String(only.properties['href']).slice(1);
    if (dataOf(node, 'footnote-backref') !== undefined) properties[editionMarks.noteBack] = '';
    if (node.tagName === 'section' && dataOf(node, 'footnotes') !== undefined) markNotes(node);
  });
}

function markNotes(section: Element): void {
  section.properties[editionMarks.notes] = '';
  visit(section, { type: 'element', tagName: 'li' }, ({ properties }) => {
    if (typeof properties['id'] === 'string') properties[editionMarks.note] = properties['id'];
  });
}

/** Pictures beside the text, whose page shows what Astro made of them, at addresses that end with the next build. */
function placeOriginals(tree: Root, originalOf: OriginalOf): void {
  visit(tree, { type: 'element', tagName: 'img' }, ({ properties }) => {
    const address = dataOf({ properties }, 'byline-original') ?? originalIn(properties, originalOf);
    if (typeof address !== 'string') return;
    properties['src'] = address;
    delete properties[ASTRO_IMAGE];
    delete properties[editionMarks.original];
  });
}

function originalIn(properties: Element['properties'], originalOf: OriginalOf): string | undefined {
  const waiting = properties[ASTRO_IMAGE];
  if (typeof waiting !== 'string') return undefined;
  const { src, alt, title, width, height } = JSON.parse(waiting) as Record<string, string>;
  Object.assign(properties, { alt: alt ?? '', title, width, height });
  return originalOf(src ?? '');
}

/** Where Astro is told of a picture it has yet to place. */
const ASTRO_IMAGE = '__ASTRO_IMAGE_';

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
  if (part.tagName === 'figcaption')
    return [element('p', { [editionMarks.codeTitle]: '' }, [element('strong', {}, [text(toText(part))])])];
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
function dataOf({ properties }: Pick<Element, 'properties'>, name: string) {
  const camel = `data-${name}`.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return properties[`data-${name}`] ?? properties[camel];
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}
