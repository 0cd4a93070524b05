import type { Root, Table, Text } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { warn } from './report.ts';

/** Warns of text that GFM leaves out of the page: cells beyond the head of a table, and notes nobody refers to. */
export function lostText() {
  return (tree: Root, file: VFile): void => {
    const used = new Set<string>();
    visit(tree, (node) => {
      if (node.type === 'footnoteReference') used.add(node.identifier);
      if (node.type === 'table') warnOfCells(node, file);
      if (node.type === 'text') warnOfReferences(node, file);
    });
    visit(tree, 'footnoteDefinition', (node) => {
      if (used.has(node.identifier)) return;
      warn(file, node, {
        rule: 'unused-note',
        reason: `nothing refers to the note [^${node.label ?? node.identifier}]: it is not shown`,
        hint: `Write [^${node.label ?? node.identifier}] where it belongs, or take the note out.`,
      });
    });
  };
}

function warnOfCells({ children: [head, ...rows] }: Table, file: VFile): void {
  const most = head?.children.length ?? 0;
  for (const row of rows) {
    const extra = row.children[most];
    if (extra === undefined) continue;
    warn(file, extra, {
      rule: 'lost-cells',
      reason: `this row has ${row.children.length} cells and the head of the table ${most}: the rest is not shown`,
      hint: 'Add cells to the head; a | in a cell is written \\|.',
    });
  }
}

/** A reference to a note that is not there stays text. */
function warnOfReferences(node: Text, file: VFile): void {
  // As it is written: in `\[^a]` the author has said that it is no reference.
  const source = String(file).slice(node.position?.start.offset, node.position?.end.offset);
  for (const [reference] of source.matchAll(/(?<!\\)\[\^[^\]\s]+\]/g))
    warn(file, node, {
      rule: 'unknown-note',
      reason: `there is no note ${reference}: it is shown as text`,
      hint: `Write the note on a line of its own: ${reference}: …`,
    });
}
