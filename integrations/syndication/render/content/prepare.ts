import type { Element, Root, RootContent } from 'hast';
import { toText } from 'hast-util-to-text';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';
import { strings } from '#strings';
import type { RecipeSource } from '../recipe.ts';
import { isMarked, markOf } from './marks.ts';
import { parseContent } from './parse-content.ts';
import { tagHomeLinks } from './tag-home-links.ts';

/** A post's tree as every recipe begins with it: whole or cut to a summary, with tagged links and a last line. */
export function prepare(source: RecipeSource): Root {
  const tree = parseContent(source.content);
  if (source.form === 'summary') summarise(tree, source);
  tagHomeLinks(tree, source);
  tree.children.push(lastLine(source));
  return tree;
}

/** Blocks of its beginning that a summary shows at most. */
const INTRO_BLOCKS = 3;

/** A summary is the description and the blocks before the first heading, a few at most, each whole. */
function summarise(tree: Root, { description }: RecipeSource): void {
  const intro = introOf(tree.children).filter((block) => toText(block).trim() !== description.trim());
  tree.children = [h('p', description), ...intro];
  dropNoteNumbers(tree);
}

function introOf(children: readonly RootContent[]): Element[] {
  const blocks = children.filter((child) => child.type === 'element');
  const end = blocks.findIndex((block) => /^h[1-6]$/.test(block.tagName) || isMarked(block, 'notes'));
  return blocks.slice(0, Math.min(end === -1 ? blocks.length : end, INTRO_BLOCKS));
}

/** The notes of a summary stay at home, so the numbers that stand for them go. */
function dropNoteNumbers(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (markOf(node, 'noteNumber') === undefined || parent === undefined || index === undefined) return;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
}

/** The line that names the source, or invites to read on; a copy is known by its link. */
function lastLine({ form, lang, title, link }: RecipeSource): Element {
  return h('p', { dataSource: '' }, [strings(lang).edition[form], h('a', { href: link }, title)]);
}
