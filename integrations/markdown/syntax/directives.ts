import type { Paragraph, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { nearest } from '#domain';
import { calloutKinds } from '../expand/callout-kinds.ts';
import { callComponent, type MarkdownJsx } from '../expand/jsx.ts';
import { fail, warn } from '../plugins/report.ts';

/** Directive → the component it calls, and the prop its `[label]` goes into. */
const components: Readonly<Record<string, Target>> = {
  ...Object.fromEntries(
    calloutKinds.map((kind) => [kind, { name: 'Aside', label: 'title', props: { kind } }]),
  ),
  details: { name: 'Details', label: 'summary' },
  tabs: { name: 'Tabs', label: 'title' },
  tab: { name: 'Tab', label: 'label' },
  steps: { name: 'Steps', label: 'title' },
  figure: { name: 'Figure', label: 'caption' },
  bilingual: { name: 'Bilingual', label: 'langs' },
  video: { name: 'Video', label: 'title' },
  'code-embed': { name: 'CodeEmbed', label: 'title' },
};

const leaves = ['tab', 'video', 'code-embed'];

/** The names `directiveSyntax` is to know. */
export const directiveNames = {
  containers: Object.keys(components).filter((name) => !['video', 'code-embed'].includes(name)),
  leaves,
};

/** `:::note[Title]` and the like as calls of our components. */
export function directives() {
  return (tree: Root, file: VFile): void => {
    visit(tree, (node, index, parent) => {
      if (node.type === 'paragraph') return nameSlip(node, file);
      if (node.type !== 'containerDirective' && node.type !== 'leafDirective') return undefined;
      if (parent === undefined || index === undefined) return undefined;
      if (node.type === 'containerDirective') nameUnclosed(node, file);
      parent.children[index] = called(node);
      return index;
    });
  };
}

function called(node: Directive): MarkdownJsx {
  const target = components[node.name] ?? { name: node.name, label: 'title' };
  const [first, ...rest] = node.children as RootContent[];
  const label = node.type === 'leafDirective' ? textOf(node) : labelOf(first);
  const attributes = Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? '']);
  const props = { ...target.props, ...Object.fromEntries(attributes), ...named(target.label, label) };
  const body = node.type === 'leafDirective' ? [] : label === undefined ? node.children : rest;
  const children = node.name === 'tabs' ? gatherTabs(body as RootContent[]) : body;
  return callComponent(target.name, props, { ...node, children });
}

function named(prop: string, label: string | undefined): Record<string, string> {
  return label === undefined || label === '' ? {} : { [prop]: label };
}

/** What follows a `::tab[Label]` line up to the next belongs to that tab. */
function gatherTabs(children: readonly RootContent[]): RootContent[] {
  const gathered: RootContent[] = [];
  let open: MarkdownJsx | undefined;
  for (const child of children) {
    if (child.type === 'leafDirective' && child.name === 'tab') {
      open = called(child);
      gathered.push(open);
    } else if (open === undefined || (child.type === 'containerDirective' && child.name === 'tab')) {
      gathered.push(child);
    } else open.children.push(child as MarkdownJsx);
  }
  return gathered;
}

function labelOf(first: RootContent | undefined): string | undefined {
  const isLabel = first?.type === 'paragraph' && first.data?.directiveLabel === true;
  return isLabel ? textOf(first) : undefined;
}

function nameUnclosed(node: Directive, file: VFile): void {
  const { start, end } = node.position ?? {};
  const last = String(file.value).slice(start?.offset, end?.offset).trimEnd().split('\n').at(-1) ?? '';
  if (start?.line !== end?.line && /^[\s>]*:{3,}[ \t]*$/.test(last)) return;
  fail(
    file,
    {
      type: node.type,
      position: { start: node.position?.start ?? NOWHERE, end: node.position?.start ?? NOWHERE },
    },
    {
      rule: 'unclosed-directive',
      reason: `:::${node.name} is never closed`,
      hint: 'Add a line ::: where it ends. One that holds another needs more colons than the inner one.',
    },
  );
}

/** `:::wraning` stays text, and so does `::video{src=a=b}`; that each looks like one of ours is said. */
function nameSlip(node: Paragraph, file: VFile): undefined {
  const [first] = node.children;
  const [, colons = '', name = ''] =
    /^(::+)\s*([a-z-]+)/i.exec(first?.type === 'text' ? first.value : '') ?? [];
  const near =
    colons === '::' ? leaves.find((leaf) => leaf === name) : nearest(name, directiveNames.containers);
  if (name === '' || near === undefined) return;
  warn(file, node, {
    rule: 'directive-name',
    reason: `${colons}${name} is shown as text: it is not a directive we can read`,
    hint:
      near === name
        ? `If that is what you mean, write ${colons}${near}[label]{key="value"}, without a space after the colons.`
        : `Did you mean ${colons}${near}?`,
  });
}

const NOWHERE = { line: 1, column: 1 };

type Directive = Extract<RootContent, { type: 'containerDirective' | 'leafDirective' }>;

interface Target {
  readonly name: string;
  readonly label: string;
  readonly props?: Readonly<Record<string, string>>;
}
