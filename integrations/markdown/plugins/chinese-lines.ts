import type { Paragraph, Root, RootContent, Text } from 'mdast';
import { visit } from 'unist-util-visit';
import type { MarkdownJsx } from '../expand/jsx.ts';

/**
 * Joins lines of a paragraph where Chinese or Japanese meets the like: Markdown's line break would be
 * shown as a space. Between Latin letters, or where the two meet, the space stays.
 */
export function chineseLines() {
  return (tree: Root): void => {
    visit(tree, (node) => {
      // MDX takes the paragraph away from text that fills a component.
      const holdsText = node.type === 'mdxJsxFlowElement' && node.children.some(isText);
      if (node.type === 'paragraph' || holdsText) joinLines(node);
    });
  };
}

function isText(node: { readonly type: string }): boolean {
  return node.type === 'text';
}

function joinLines(parent: Paragraph | MarkdownJsx): void {
  const pieces = piecesOf(parent).filter(({ text }) => text !== '');
  for (const [index, { node, text }] of pieces.entries()) {
    if (node === null || !text.includes('\n')) continue;
    node.value = joined(pieces[index - 1]?.text ?? '', text, pieces[index + 1]?.text ?? '');
  }
}

function joined(before: string, text: string, after: string): string {
  const whole = before + text + after;
  const from = before.length;
  return text.replaceAll(/[ \t]*\r?\n[ \t]*/g, (gap, at: number) => {
    const left = lastOf(whole.slice(0, from + at));
    const right = firstOf(whole.slice(from + at + gap.length));
    return meetsWithoutSpace(left, right) ? '' : gap;
  });
}

function meetsWithoutSpace(left: string, right: string): boolean {
  if (cjk.test(left)) return cjk.test(right) || shared.test(right);
  return shared.test(left) && cjk.test(right);
}

/** Han, kana, and the punctuation that goes with them; not Hangul, which is written with spaces. */
const cjk =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\u30FB\u30FC\uFE10-\uFE1F\uFE30-\uFE4F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]/u;
/** Punctuation that Chinese and Latin share a code point for. */
const shared = /[“”‘’…—·]/u;

function lastOf(text: string): string {
  return [...text.slice(-2)].at(-1) ?? '';
}

function firstOf(text: string): string {
  return [...text.slice(0, 2)][0] ?? '';
}

/** A paragraph's texts in order. A note's number or a tag has no width here; a hard break and a picture do. */
function piecesOf(parent: { readonly children: readonly RootContent[] }): Piece[] {
  return parent.children.flatMap((node): Piece[] => {
    if (node.type === 'text') return [{ node, text: node.value }];
    if (node.type === 'footnoteReference' || node.type === 'html') return [];
    if (node.type === 'inlineCode') return [{ node: null, text: node.value }];
    if ('children' in node) return piecesOf(node as { children: RootContent[] });
    return [{ node: null, text: OBJECT }];
  });
}

const OBJECT = '\uFFFC';

interface Piece {
  /** Null for what is not ours to change. */
  readonly node: Text | null;
  readonly text: string;
}
