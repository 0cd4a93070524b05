import type { Html, Nodes, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { type StrayTag, strayTags } from '../links/stray-tags.ts';
import { type Finding, warn } from '../plugins/report.ts';
import { offerComponents } from './expand-components.ts';
import { loadComponents } from './load-components.ts';

/**
 * Warns in `.md` of what a browser would lose without a word: `<Aside>`, since components need MDX; `List<String>`
 * and `<branch-name>`, which are text; tags and comments without an end. What is text is shown as text.
 */
export function tagsInMarkdown({ authors = [] }: { readonly authors?: readonly string[] } = {}) {
  return async (tree: Root, file: VFile): Promise<void> => {
    if (file.extname === '.mdx') return;
    const parts = partsOf(tree);
    if (parts.length === 0) return;
    const components = new Set([...(await loadComponents()).keys(), ...offerComponents, ...authors]);
    const strays = strayTags(parts.map(({ node }) => node.value).join('\n'), components);
    for (const stray of strays) say(stray, parts, file);
    const texts = strays.flatMap((stray) => stray.texts);
    for (const part of parts) showAsText(part, texts);
  };
}

/** The raw HTML of a text, with the offset of each piece when all are joined by line ends. */
function partsOf(tree: Root): Part[] {
  const found: Part[] = [];
  let offset = 0;
  visit(tree, 'html', (node, _, parent) => {
    if (parent === undefined) return;
    found.push({ node, parent, offset });
    offset += node.value.length + 1;
  });
  return found;
}

function say(stray: StrayTag, parts: readonly Part[], file: VFile): void {
  const part = parts.findLast(({ offset }) => offset <= stray.start);
  if (part === undefined) return;
  const before = part.node.value.slice(0, stray.start - part.offset);
  const line = (part.node.position?.start.line ?? 1) + before.split('\n').length - 1;
  const point = { line, column: 1 };
  warn(file, { type: 'html', position: { start: point, end: point } }, finding(stray, file));
}

function finding({ fault, name }: StrayTag, { basename = '' }: VFile): Finding {
  switch (fault) {
    case 'component':
      return {
        rule: 'component-in-markdown',
        reason: `<${name}> is a component, and components need .mdx: here it is lost`,
        hint: `Rename the file: ${basename}x.`,
      };
    case 'unknown':
      return {
        rule: 'unknown-tag',
        reason: `HTML has no element <${name}>: it is shown as text`,
        hint: `Write it as code, \`<${name}>\`, or as &lt;${name}>.`,
      };
    case 'swallowing':
      return {
        rule: 'swallowing-tag',
        reason: `<${name}> would hide the text after it: it is shown as text`,
        hint: `Write it as code, \`<${name}>\`, or as &lt;${name}>.`,
      };
    case 'unclosed':
      return {
        rule: 'unclosed-tag',
        reason: `<${name}> is never closed`,
        hint: `Write </${name}> where it ends. If it is no tag, write it as code.`,
      };
    case 'comment':
      return {
        rule: 'unclosed-comment',
        reason: 'this comment is never closed: nothing after it is shown',
        hint: 'Write --> where it ends.',
      };
  }
}

/** Cuts a piece of HTML where it holds tags that are text. */
function showAsText({ node, parent, offset }: Part, texts: StrayTag['texts']): void {
  const end = offset + node.value.length;
  const here = texts
    .filter(([start]) => start >= offset && start < end)
    .sort(([one], [other]) => one - other);
  if (here.length === 0) return;
  let from = 0;
  const pieces = here.flatMap(([start, stop]) => {
    const before = html(node.value.slice(from, start - offset));
    from = stop - offset;
    return [...before, { type: 'text' as const, value: node.value.slice(start - offset, from) }];
  });
  const all = [...pieces, ...html(node.value.slice(from))];
  const isBlock = !phrasing.has(parent.type) && all[0]?.type === 'text';
  const children: RootContent[] = isBlock ? [{ type: 'paragraph', children: all }] : all;
  const siblings: Nodes[] = parent.children;
  siblings.splice(siblings.indexOf(node), 1, ...children);
}

function html(value: string): PhrasingContent[] {
  return value === '' ? [] : [{ type: 'html', value }];
}

/** What holds text in lines, and not blocks. */
const phrasing: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
  'tableCell',
]);

interface Part {
  readonly node: Html;
  readonly parent: Parents;
  readonly offset: number;
}
