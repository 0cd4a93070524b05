import type { Element, ElementContent } from 'hast';
import { visit } from 'unist-util-visit';
import { isElement } from '../content/marks.ts';
import type { NoteList } from './note-list.ts';
import { set } from './set.ts';
import { styledInline } from './styled-inline.ts';

/** Columns that fit a phone side by side; a wider table is scrolled by itself. */
const FITTING = 3;

/** Least width of a column in a wider table, in pixels. */
const COLUMN = 110;

/** A table in a box that scrolls sideways, so that the page never does. */
export function styledTable(table: Element, notes: NoteList): Element {
  const rows = rowsOf(table);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const wide = columns > FITTING ? `min-width: ${columns * COLUMN}px;` : undefined;
  const body = rows.map((row) =>
    bare(
      'tr',
      row.map((cell) => styledCell(cell, notes)),
    ),
  );
  return set('table-box', 'section', [set('table', 'table', [bare('tbody', body)], wide)]);
}

function rowsOf(table: Element): Element[][] {
  const rows: Element[][] = [];
  visit(table, { type: 'element', tagName: 'tr' }, ({ children }) => {
    rows.push(children.filter((child): child is Element => isElement(child, 'td', 'th')));
  });
  return rows;
}

function styledCell(cell: Element, notes: NoteList): Element {
  const { align, colSpan, rowSpan } = cell.properties;
  const role = isElement(cell, 'th') ? 'head-cell' : 'cell';
  const style = typeof align === 'string' ? `text-align: ${align};` : undefined;
  const made = set(role, cell.tagName, styledInline(cell.children, notes), style);
  return { ...made, properties: { ...made.properties, colSpan, rowSpan } };
}

function bare(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children };
}
