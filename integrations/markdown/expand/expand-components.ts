import { relative, sep } from 'node:path';
import type { ElementContent, Root, RootContent } from 'hast';
import { h } from 'hastscript';
import type { VFile } from 'vfile';
import { describeMisfits, suggest } from '#domain';
import { strings } from '#strings';
import { keepImage } from '../pictures/local-images.ts';
import { languageOf } from '../plugins/language.ts';
import { fail, warn } from '../plugins/report.ts';
import type { Component, Context } from './component.ts';
import { type HtmlJsx, isJsx } from './jsx.ts';
import { loadComponents } from './load-components.ts';
import { namesInScope } from './names-in-scope.ts';
import { type Literal, readAttributes } from './read-attributes.ts';

/** Components that need the site's data, an offer's card under four names: its pages and feeds fill them in. */
export const offerComponents: readonly string[] = ['Offer', 'Sponsor', 'Consult', 'Course'];

/**
 * Turns MDX's components and elements into HTML: ours by their files, those of the site and of the author
 * into `<byline-component>` for the page to fill in, `<div>` and the like into elements. A name the file
 * imports is left to MDX.
 */
export function expandComponents({ authors = [], root }: ExpandOptions = {}) {
  return async (tree: Root, file: VFile): Promise<void> => {
    const scope: Scope = {
      file,
      root,
      ours: await loadComponents(),
      left: [...offerComponents, ...authors],
      imported: namesInScope(tree),
    };
    tree.children = tree.children.flatMap((child) => expand(child, scope)) as RootContent[];
  };
}

function expand(node: RootContent, scope: Scope): Content[] {
  if (isJsx(node)) return expandJsx(node, scope);
  if (isComment(node)) return [];
  if (!('children' in node)) return [node as Content];
  const children = node.children.flatMap((child) => expand(child, scope));
  const isWrapper = node.type === 'element' && node.tagName === 'p' && node.children.some(isJsx);
  if (isWrapper && children.every(isBlockOrSpace)) return children.filter((child) => child.type !== 'text');
  return [{ ...node, children } as Content];
}

function expandJsx(node: HtmlJsx, scope: Scope): Content[] {
  const children = node.children.flatMap((child) => expand(child, scope));
  const { name } = node;
  if (name === null) return children;
  const isOurs = node.data !== undefined && 'directive' in node.data;
  if (!isOurs && scope.imported.has(name.split('.')[0] ?? '')) return [{ ...node, children } as Content];
  const { props, computed } = readAttributes(node);
  if (computed !== null) {
    fail(scope.file, node, computedAttribute(name, computed));
    return children;
  }
  if (/^[a-z]/.test(name) && !name.includes('.')) return [toElement(node, name, props, children, scope)];
  if (scope.left.includes(name)) return [placeholder(node, name, props, children, scope)];
  const component = scope.ours.get(name);
  return component === undefined
    ? unknown(node, name, children, scope)
    : rendered(node, name, component, props, children, scope);
}

function toElement(node: HtmlJsx, name: string, props: Props, children: Content[], { file }: Scope): Content {
  const element = { ...h(name, { ...props, type: null }, children), ...positionOf(node) };
  if (typeof props['type'] === 'string') element.properties['type'] = props['type'];
  if (name === 'img') keepImage(file, String(props['src'] ?? ''), node.position);
  return element;
}

function placeholder(
  node: HtmlJsx,
  name: string,
  props: Props,
  children: Content[],
  { file, root }: Scope,
): Content {
  const at =
    root === undefined
      ? undefined
      : `${relative(root, file.path).split(sep).join('/')}:${node.position?.start.line ?? 1}`;
  const properties = {
    'data-name': name,
    'data-props': JSON.stringify(props),
    ...(at === undefined ? {} : { 'data-at': at }),
  };
  return { ...h('byline-component', properties, children), ...positionOf(node) };
}

function rendered(
  node: HtmlJsx,
  name: string,
  component: Component,
  props: Props,
  children: Content[],
  { file }: Scope,
): Content[] {
  const parsed = component.props.safeParse(props);
  if (!parsed.success) {
    for (const { text, hint } of describeMisfits(parsed.error, props, component.props)) {
      const finding = { rule: 'component-props', reason: `<${name}> ${text}` };
      fail(file, node, hint === undefined ? finding : { ...finding, hint: asAttribute(hint) });
    }
    return children;
  }
  return [component.render(parsed.data, children, contextFor(node, file))].flat();
}

/** `Add “alt: …”` is YAML; an attribute is written otherwise. */
function asAttribute(hint: string): string {
  return hint.replace(/“(\w+): …”/, '$1="…"');
}

function contextFor(node: HtmlJsx, file: VFile): Context {
  const lang = languageOf(file);
  const finding = (reason: string, hint?: string) => ({
    rule: 'component',
    reason,
    ...(hint === undefined ? {} : { hint }),
  });
  return {
    lang,
    words: strings(lang).text,
    keepImage: (src) => keepImage(file, src, node.position),
    warn: (reason, hint) => warn(file, node, finding(reason, hint)),
    fail: (reason, hint) => fail(file, node, finding(reason, hint)),
  };
}

function unknown(node: HtmlJsx, name: string, children: Content[], { file, ours, left }: Scope): Content[] {
  fail(file, node, {
    rule: 'unknown-component',
    reason: `there is no component <${name}>`,
    hint: suggest(name, [...ours.keys(), ...left]),
  });
  return children;
}

function computedAttribute(name: string, attribute: string) {
  return {
    rule: 'computed-attribute',
    reason: `<${name}> has the computed attribute ${attribute}; components known without an import take literals`,
    hint: 'Write a literal such as id="x" or width={3}, or import a component of your own.',
  };
}

/** `{/* … *\/}` says nothing to the reader. */
function isComment(node: RootContent): boolean {
  if (node.type !== 'mdxFlowExpression' && node.type !== 'mdxTextExpression') return false;
  return node.data?.estree?.body.length === 0;
}

function isBlockOrSpace(node: Content): boolean {
  if (node.type === 'text') return node.value.trim() === '';
  return node.type === 'element' && blocks.has(node.tagName);
}

/** What may not stand in a paragraph. */
const blocks = new Set(
  'aside blockquote byline-component details div dl figure footer form h2 h3 h4 header hr iframe nav ol p pre section table ul video'.split(
    ' ',
  ),
);

function positionOf({ position }: HtmlJsx): Pick<HtmlJsx, 'position'> {
  return position === undefined ? {} : { position };
}

type Content = ElementContent;
type Props = Readonly<Record<string, Literal>>;

export interface ExpandOptions {
  /** Names of the author's own components, `content/components/*.astro`. @default [] */
  readonly authors?: readonly string[];
  /** The project's folder: with it, what the page fills in says where it stands. */
  readonly root?: string | undefined;
}

interface Scope {
  readonly file: VFile;
  readonly root: string | undefined;
  readonly ours: ReadonlyMap<string, Component>;
  readonly left: readonly string[];
  readonly imported: ReadonlySet<string>;
}
