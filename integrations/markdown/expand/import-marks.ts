import type { Html, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { warn } from '../plugins/report.ts';

/**
 * Comments that `byline import` leaves in a text, `<!-- import: … -->`, are for its author: none of them is
 * published, and a link or picture that was dead on the old site is a warning.
 */
export function importMarks() {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'html', (node, index, parent) => {
      if (!node.value.includes(MARK) || parent === undefined || index === undefined) return undefined;
      for (const found of node.value.matchAll(dead)) warnOf(found, node, file);
      node.value = node.value.replace(mark, '');
      if (node.value.trim() !== '') return undefined;
      parent.children.splice(index, 1);
      return [SKIP, index];
    });
  };
}

const MARK = '<!-- import:';
const mark = /<!-- import:[\s\S]*?-->/g;
const dead = /<!-- import: dead (?<what>link|picture): (?<address>[\s\S]*?) -->/g;

function warnOf({ index, groups }: RegExpExecArray, node: Html, file: VFile): void {
  const { what = 'link', address = '' } = groups ?? {};
  const line = (node.position?.start.line ?? 1) + node.value.slice(0, index).split('\n').length - 1;
  const point = { line, column: 1 };
  warn(
    file,
    { type: 'html', position: { start: point, end: point } },
    {
      rule: `imported-dead-${what}`,
      reason: `this ${what} led nowhere on the old site: ${address}`,
      hint: 'Write where it should lead, or delete the comment.',
    },
  );
}
