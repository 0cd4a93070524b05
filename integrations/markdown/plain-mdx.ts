import type { Root } from 'mdast';
import type {} from 'mdast-util-mdx';
import type { MdxJsxAttribute, MdxJsxExpressionAttribute } from 'mdast-util-mdx-jsx';
import { SKIP, visit } from 'unist-util-visit';

/**
 * Whether MDX is plain: no import, no export, no expression that has to run. Plain MDX needs no bundling.
 */
export function isPlain(tree: Root): boolean {
  let plain = true;
  visit(tree, (node) => {
    if (node.type === 'mdxjsEsm') plain = false;
    if (isExpression(node) && literal(node.value) === undefined) plain = false;
  });
  return plain;
}

/** What runs in a text that is not plain: its imports, exports and expressions, those in attributes too. */
export function codeOf(tree: Root): string {
  const code: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'mdxjsEsm' || isExpression(node)) code.push(node.value);
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement')
      code.push(...node.attributes.flatMap(expressionIn));
  });
  return code.join('\n');
}

function expressionIn(attribute: MdxJsxAttribute | MdxJsxExpressionAttribute): string[] {
  const value = attribute.type === 'mdxJsxExpressionAttribute' ? attribute : attribute.value;
  return typeof value === 'object' && value !== null ? [value.value] : [];
}

/** Takes comments out of plain MDX and puts the text of string literals in their place. */
export function settleExpressions() {
  return (tree: Root): void => {
    visit(tree, (node, index, parent) => {
      if (!isExpression(node) || parent === undefined || index === undefined) return undefined;
      const value = literal(node.value) ?? '';
      parent.children.splice(index, 1, ...(value === '' ? [] : [{ type: 'text' as const, value }]));
      return [SKIP, index];
    });
  };
}

function isExpression(node: { type: string }): node is { type: string; value: string } {
  return node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression';
}

/** The text an expression stands for without running it: nothing for a comment, a quoted string's content. */
function literal(expression: string): string | undefined {
  const code = expression.replaceAll(/\/\*[\s\S]*?\*\//g, '').trim();
  if (code === '') return '';
  const quoted = /^(?<quote>['"`])(?<text>(?:(?!\k<quote>|\\|\$\{)[\s\S])*)\k<quote>$/.exec(code);
  return quoted?.groups?.['text'];
}
