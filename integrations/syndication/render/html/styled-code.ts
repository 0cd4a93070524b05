import type { Element, ElementContent } from 'hast';
import { set, text } from './set.ts';

/**
 * A line of code is a block of its own, and its spaces are ones that stay: the platform takes line breaks out of code
 * and collapses spaces.
 */
export function styledCode(code: string): Element {
  return set('code-box', 'section', code.split('\n').map(styledLine));
}

function styledLine(line: string): Element {
  const kept = line.replaceAll('\t', '    ').replaceAll(' ', '\u00A0').trimEnd();
  const content: ElementContent =
    kept === '' ? { type: 'element', tagName: 'br', properties: {}, children: [] } : text(kept);
  return set('code-line', 'p', [content]);
}
