import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { type Strings, strings } from '#strings';
import { languageOf } from '../plugins/language.ts';

/** Lines a block may have and still be shown whole. */
const LONGEST_SHOWN = 40;

/**
 * Takes highlighted code further: no style attribute is left, numbers are written on the lines, a long
 * block folds without a script, and a `mermaid` block becomes a figure that the reader's browser draws.
 */
export function codeFrames() {
  return (tree: Root, file: VFile): void => {
    const words = strings(languageOf(file)).text;
    visit(tree, 'element', (node, index, parent) => {
      if (!isCode(node)) return undefined;
      withoutTheme(node);
      if (node.tagName !== 'figure' || parent === undefined || index === undefined) return SKIP;
      parent.children[index] = framed(node, words);
      return SKIP;
    });
  };
}

/** Whether an element holds highlighted code: hundreds of elements that are all alike. */
export function isCode({ properties }: Element): boolean {
  return properties['data-rehype-pretty-code-figure'] !== undefined;
}

function framed(figure: Element, words: Strings['text']): Element {
  const pre = childOf(figure, 'pre');
  const code = pre === undefined ? undefined : childOf(pre, 'code');
  if (pre === undefined || code === undefined) return figure;
  if (code.properties['data-language'] === 'mermaid') return diagram(figure, code);
  const lines = code.children.filter((child): child is Element => child.type === 'element');
  numberLines(code, lines);
  const isLong = lines.length > LONGEST_SHOWN && pre.properties['dataUnfolded'] === undefined;
  return isLong
    ? h('details', { class: 'code-fold' }, [h('summary', words.unfold(lines.length)), figure])
    : figure;
}

function diagram(figure: Element, code: Element): Element {
  const source = h('pre', [h('code', { class: 'language-mermaid' }, textOf(code))]);
  const captions = figure.children.filter((child) => child.type === 'element' && child.tagName !== 'pre');
  const caption = captions.map((child): ElementContent => h('figcaption', textOf(child)));
  // Mermaid measures text in a style sheet it puts into the page.
  return h('figure', { class: 'mermaid', 'data-needs': 'inline-style' }, [source, ...caption]);
}

/** `data-line` is the number where numbers are asked for, else empty. */
function numberLines(code: Element, lines: readonly Element[]): void {
  const style = String(code.properties['style'] ?? '');
  delete code.properties['style'];
  if (code.properties['data-line-numbers'] === undefined) return;
  const start = Number(/counter-set: line (\d+)/.exec(style)?.[1] ?? 0);
  for (const [index, line] of lines.entries()) line.properties['data-line'] = String(start + index + 1);
}

/** Of the figure, its caption, `<pre>` and `<code>`; the lines have none. */
function withoutTheme(node: Element): void {
  delete node.properties['data-theme'];
  if (node.tagName === 'code') return;
  delete node.properties['style'];
  for (const child of node.children) if (child.type === 'element') withoutTheme(child);
}

function childOf(node: Element, tagName: string): Element | undefined {
  return node.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === tagName,
  );
}
