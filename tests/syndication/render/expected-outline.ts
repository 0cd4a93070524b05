import type { Element, ElementContent, Root } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import {
  isElement,
  isMarked,
  markOf,
  texOf,
} from '../../../integrations/syndication/render/content/marks.ts';
import { prepare } from '../../../integrations/syndication/render/content/prepare.ts';
import {
  type BlockOptions,
  plainBlocks,
} from '../../../integrations/syndication/render/markdown/plain-blocks.ts';
import type { RecipeSource } from '../../../integrations/syndication/render/recipe.ts';
import { outline } from './outline.ts';

/** How a platform shows what not all show alike. */
export interface Showing {
  readonly blocks: BlockOptions;
  readonly formula: (tex: string, inline: boolean) => Element;
  /** What stands between the text and the notes. @default [] */
  readonly beforeNotes?: readonly Element[];
}

/** What readers should see of a post, from its HTML, without any Markdown. */
export function expectedOutline(
  source: RecipeSource,
  { blocks, formula, beforeNotes = [] }: Showing,
): string[] {
  const tree = prepare(source);
  showNotesLast(tree, beforeNotes);
  visit(tree, 'element', (node) => {
    if (!isMarked(node, 'math')) return;
    const { tagName, properties, children } = formula(texOf(node), markOf(node, 'math') === 'inline');
    Object.assign(node, { tagName, properties, children });
  });
  plainBlocks(tree, blocks);
  return outline(writer.stringify(tree));
}

const writer = unified().use(rehypeStringify);

function showNotesLast(tree: Root, beforeNotes: readonly Element[]): void {
  const lists: ElementContent[] = [];
  visit(tree, 'element', (node, index, parent) => {
    const [link] = node.children;
    if (isMarked(node, 'noteNumber') && link?.type === 'element') link.properties['href'] = '#';
    if (isMarked(node, 'noteBack')) node.properties['href'] = '#';
    if (!isMarked(node, 'notes') || parent === undefined || index === undefined) return undefined;
    lists.push(...node.children.filter((child) => isElement(child, 'ol')));
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  if (lists.length > 0) tree.children.push(...beforeNotes, ...lists);
}
