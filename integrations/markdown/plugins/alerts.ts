import type { Blockquote, Paragraph, PhrasingContent, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { callComponent } from '../expand/jsx.ts';

/** GitHub's alerts, `> [!NOTE]`, as callouts. */
export function alerts() {
  return (tree: Root): void => {
    visit(tree, 'blockquote', (quote, index, parent) => {
      const kind = kindOf(quote);
      if (kind === undefined || parent === undefined || index === undefined) return;
      parent.children[index] = callComponent('Aside', { kind }, { ...quote, children: contentOf(quote) });
    });
  };
}

const marker = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\r?\n|$)/i;

function kindOf(quote: Blockquote): string | undefined {
  const [line, kind] = marker.exec(firstText(quote)?.value ?? '') ?? [];
  const [, next] = (quote.children[0] as Paragraph | undefined)?.children ?? [];
  const isAlone = line?.endsWith('\n') || next === undefined || isBreak(next);
  return isAlone ? kind?.toLowerCase() : undefined;
}

function contentOf(quote: Blockquote): Blockquote['children'] {
  const [paragraph, ...rest] = quote.children as [Paragraph, ...Blockquote['children']];
  const [text, ...others] = paragraph.children;
  if (text?.type !== 'text') return quote.children;
  const value = text.value.replace(marker, '');
  const start = others[0] !== undefined && isBreak(others[0]) ? 1 : 0;
  const kept = value === '' ? others.slice(start) : [{ ...text, value }, ...others];
  return kept.length === 0 ? rest : [{ ...paragraph, children: kept }, ...rest];
}

function firstText(quote: Blockquote) {
  const [paragraph] = quote.children;
  const text = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
  return text?.type === 'text' ? text : undefined;
}

function isBreak(node: PhrasingContent): boolean {
  return node.type === 'break';
}
