import type { Program } from 'estree';
import type { Root, RootContent } from 'mdast';
import type {} from 'mdast-util-mdx';
import type { MdxJsxAttribute, MdxJsxExpressionAttribute } from 'mdast-util-mdx-jsx';
import { parseSource } from '../../markdown/links/parse-source.ts';
import { growText, indentOf, outdent } from '../html/block-places.ts';
import { comment, details } from '../html/markdown-parts.ts';
import { outsideCode } from '../html/translate-tags.ts';
import { translateHeadingNames } from '../syntax/heading-names.ts';
import { isKnown, toMarkdown, type Used, unknownComponent } from './components.ts';
import { type Literal, literalIn, literalOf, type Names } from './literals.ts';

/** MDX as Markdown. */
export interface ReadMdx {
  readonly body: string;
  /** What `export const metadata = {…}` says: front matter of blogs without any. */
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * MDX → Markdown: components we have are mapped, others are kept as a labelled block and told, and code that a
 * page would run is told. MDX that cannot be read is taken for Markdown, which is told too.
 *
 * @param title of the post
 * @param say with 1-based lines of the text
 */
export function readMdx(text: string, title: string, say: (line: number, what: string) => void): ReadMdx {
  const source = outsideCode(translateHeadingNames(text), (part) =>
    part
      .replace(/<!--([\s\S]*?)-->/g, (_, inner: string) => `{/*${inner}*/}`)
      .replace(/<((?:https?|mailto):[^\s<>]+)>/g, '$1'),
  );
  try {
    const tree = parseSource(source, true);
    const names = importedPictures(tree);
    const body = render(tree.children, { source, title, names, say }, 0, source.length);
    return { body, data: metadataIn(tree, names) };
  } catch (error) {
    const line = (error as { line?: unknown }).line;
    say(typeof line === 'number' ? line : 1, 'this MDX cannot be read; it was taken for Markdown');
    return { body: text, data: {} };
  }
}

interface Reading {
  readonly source: string;
  readonly title: string;
  readonly names: Names;
  readonly say: (line: number, what: string) => void;
}

/**
 * The source of some nodes, with what only MDX has put into Markdown.
 *
 * @param indent what stands before them on their line
 */
function render(
  nodes: readonly RootContent[],
  reading: Reading,
  from: number,
  to: number,
  indent = '',
): string {
  const text = growText();
  text.add(indent);
  let at = from;
  for (const { node, isBlock } of special(nodes)) {
    const [start, end] = [node.position?.start.offset ?? at, node.position?.end.offset ?? at];
    text.add(reading.source.slice(at, start));
    const made = convert(node, isBlock, reading, indentOf(text.soFar()));
    if (isBlock && made !== '') text.addBlock(made);
    else text.add(made);
    at = end;
  }
  text.add(reading.source.slice(at, to));
  return text.soFar();
}

/** Nodes of MDX, the outermost ones, in the order of the text. */
function* special(nodes: readonly RootContent[]): Generator<{ node: MdxNode; isBlock: boolean }> {
  for (const node of nodes) {
    if (isMdx(node)) yield { node, isBlock: /flow|esm/i.test(node.type) };
    else if (node.type === 'paragraph' && elementsAlone(node.children).length > 0) {
      for (const element of elementsAlone(node.children)) yield { node: element, isBlock: true };
    } else if ('children' in node) yield* special(node.children as RootContent[]);
  }
}

type MdxNode = Extract<
  RootContent,
  { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' | 'mdxFlowExpression' | 'mdxTextExpression' | 'mdxjsEsm' }
>;

type MdxElement = Extract<MdxNode, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

function isMdx(node: RootContent): node is MdxNode {
  return node.type.startsWith('mdx');
}

function isElement(node: RootContent): node is MdxElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

/** The components of a paragraph that holds nothing else, each on a line of its own; else none. */
function elementsAlone(children: readonly RootContent[]): MdxElement[] {
  const elements = children.filter(isElement).filter(({ name }) => /^[A-Z]/.test(name ?? ''));
  const others = children.filter((child) => !elements.includes(child as MdxElement));
  const areApart = others.every((child) => child.type === 'text' && /^\s*\n\s*$/.test(child.value));
  return areApart ? elements : [];
}

function convert(node: MdxNode, isBlock: boolean, reading: Reading, indent: string): string {
  const line = node.position?.start.line ?? 1;
  if (node.type === 'mdxjsEsm') return convertCode(node.data?.estree, line, reading);
  if (!isElement(node)) return convertExpression(node.value, node.data?.estree, line, reading);
  const used = usedFrom(node, isBlock, reading, indent);
  const { name } = node;
  if (name === null) return used.inner;
  if (/^[a-z]/.test(name) && !name.includes('.')) return htmlElement(name, used);
  const made = toMarkdown(used);
  if (made !== null) return made;
  const source = outdent(
    reading.source.slice(node.position?.start.offset, node.position?.end.offset),
    indent,
  );
  reading.say(line, `<${name}> is a component of the old site: it was kept as a block of that name`);
  return unknownComponent(source, used);
}

function usedFrom(node: MdxElement, isBlock: boolean, reading: Reading, indent: string): Used {
  const [first, last] = [node.children[0], node.children.at(-1)];
  const [from, to] = [first?.position?.start.offset, last?.position?.end.offset];
  const lead = ' '.repeat((first?.position?.start.column ?? 1) - 1);
  const inner =
    from === undefined || to === undefined
      ? ''
      : outdent(
          `\n${render(node.children as RootContent[], reading, from, to, lead)}`,
          indent === '' ? FREELY : indent,
        );
  return {
    name: node.name ?? '',
    props: propsOf(node.attributes, reading.names),
    inner: inner.trim(),
    text: textOf(node.children as RootContent[], reading.names),
    isBlock,
    title: reading.title,
  };
}

/** In a component lines may be indented at will: all of what they share is taken off. */
const FREELY = ' '.repeat(40);

/** A text in braces: `{`code`}`. */
function textOf(children: readonly RootContent[], names: Names): string | null {
  const [only, ...more] = children;
  if (more.length > 0 || only === undefined) return null;
  if (only.type === 'paragraph') return textOf(only.children, names);
  if (only.type !== 'mdxFlowExpression' && only.type !== 'mdxTextExpression') return null;
  const found = literalIn(only.data?.estree, names);
  return typeof found === 'string' ? found : null;
}

function propsOf(
  attributes: readonly (MdxJsxAttribute | MdxJsxExpressionAttribute)[],
  names: Names,
): Record<string, Literal | undefined> {
  const pairs = attributes.flatMap((attribute): [string, Literal | undefined][] => {
    if (attribute.type !== 'mdxJsxAttribute') return [];
    const { name, value } = attribute;
    if (value === null || value === undefined) return [[name, true]];
    return [[name, typeof value === 'string' ? value : literalIn(value.data?.estree, names)]];
  });
  return Object.fromEntries(pairs);
}

/** Comments stay comments, texts in braces are texts; what is computed is shown as code. */
function convertExpression(
  value: string,
  program: Program | null | undefined,
  line: number,
  { names, say }: Reading,
): string {
  const said = /^\s*\/\*([\s\S]*)\*\/\s*$/.exec(value)?.[1]?.trim();
  if (said !== undefined) return /^(truncate|more)$/.test(said) ? '<!-- more -->' : comment(said);
  if (value.trim() === '') return '';
  const found = literalIn(program, names);
  if (typeof found === 'string' || typeof found === 'number') return String(found);
  say(line, 'code in braces cannot run here: it was kept as code');
  return `\`{${value.trim().replace(/\s+/g, ' ').replaceAll('`', "'")}}\``;
}

/** Imports of components that are mapped and of pictures need nothing; other code is told, and marked by a comment. */
function convertCode(program: Program | null | undefined, line: number, { say }: Reading): string {
  const first = program?.body[0]?.loc?.start.line ?? 1;
  const left = (program?.body ?? []).flatMap((statement) => {
    const what = toDoByHand(statement);
    return what === null ? [] : [{ what, line: line + (statement.loc?.start.line ?? first) - first }];
  });
  for (const { what, line: at } of left) say(at, `to do by hand: ${what}`);
  return left.map(({ what }) => comment(`to do by hand: ${what}`)).join('\n');
}

function toDoByHand(statement: Statement): string | null {
  if (statement.type !== 'ImportDeclaration') return isMetadata(statement) ? null : 'it exports code';
  const from = String(statement.source.value);
  const names = statement.specifiers.map(({ local }) => local.name);
  return isPicture(from) || (names.length > 0 && names.every(isKnown)) ? null : `it imports ${from}`;
}

const picture = /\.(png|jpe?g|gif|webp|avif|svg)(\?.*)?$/i;

function isPicture(from: string): boolean {
  return picture.test(from);
}

function importedPictures(tree: Root): Names {
  const code = tree.children.flatMap((node) =>
    node.type === 'mdxjsEsm' ? (node.data?.estree?.body ?? []) : [],
  );
  return new Map(
    code.flatMap((statement): [string, string][] => {
      if (statement.type !== 'ImportDeclaration' || !isPicture(String(statement.source.value))) return [];
      return statement.specifiers.map(({ local }) => [local.name, String(statement.source.value)]);
    }),
  );
}

type Statement = Program['body'][number];

/** `export const metadata = {…}` */
function isMetadata(statement: Statement): boolean {
  return metadataOf(statement) !== undefined;
}

function metadataOf(statement: Statement) {
  if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration')
    return undefined;
  const [declared] = statement.declaration.declarations;
  const isNamed =
    declared?.id.type === 'Identifier' && /^(meta|metadata|frontmatter)$/i.test(declared.id.name);
  return isNamed ? (declared.init ?? undefined) : undefined;
}

function metadataIn(tree: Root, names: Names): Record<string, unknown> {
  const code = tree.children.flatMap((node) =>
    node.type === 'mdxjsEsm' ? (node.data?.estree?.body ?? []) : [],
  );
  const found = code.map(metadataOf).find((init) => init !== undefined);
  const read = found === undefined ? undefined : literalOf(found, names);
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : {};
}

const empty = /^(area|br|col|embed|hr|img|input|source|track|wbr)$/;

/** An element of HTML, with the attributes HTML knows by other names; Markdown inside it needs empty lines. */
function htmlElement(name: string, { props, inner, isBlock }: Used): string {
  const shown = Object.entries(props).flatMap(([key, value]) => attribute(key, value));
  const open = `<${[name, ...shown].join(' ')}`;
  if (empty.test(name)) return `${open} />`;
  const summary = name === 'details' ? /^<summary>([\s\S]*?)<\/summary>/.exec(inner) : null;
  if (summary !== null)
    return details(summary[1] ?? '', inner.slice(summary[0].length), props['open'] === true);
  if (name === 'details' || name === 'summary' || !isBlock)
    return `${open}>${isBlock ? `\n${inner}\n` : inner}</${name}>`;
  if (name === 'p') return inner;
  return `${open}>\n\n${inner}\n\n</${name}>`;
}

function attribute(key: string, value: Literal | undefined): string[] {
  const name =
    {
      className: 'class',
      htmlFor: 'for',
      srcSet: 'srcset',
      tabIndex: 'tabindex',
      allowFullScreen: 'allowfullscreen',
    }[key] ?? key;
  if (/^(style|key|ref|on[A-Z].*|client:.*|set:.*)$/.test(key) || value === false || value === undefined)
    return [];
  if (value === true) return [name];
  return typeof value === 'string' || typeof value === 'number'
    ? [`${name}="${String(value).replaceAll('"', '&quot;')}"`]
    : [];
}
