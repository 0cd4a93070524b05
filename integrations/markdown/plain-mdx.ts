import type { Program } from 'estree';
import type { Node, Root } from 'mdast';
import type { MdxFlowExpression, MdxTextExpression } from 'mdast-util-mdx';
import type { MdxJsxAttribute, MdxJsxExpressionAttribute } from 'mdast-util-mdx-jsx';
import { SKIP, visit } from 'unist-util-visit';

/**
 * Whether MDX is plain: no import, no export, no expression that has to run. Plain MDX needs no bundling.
 */
export function isPlain(tree: Root): boolean {
  let plain = true;
  visit(tree, (node) => {
    if (node.type === 'mdxjsEsm') plain = false;
    if (isExpression(node) && literal(node) === undefined) plain = false;
  });
  return plain;
}

/** What runs in a text that is not plain, as one module: imports, exports and expressions, those in attributes too. */
export function programOf(tree: Root): Program {
  const parts: (Program | null | undefined)[] = [];
  visit(tree, (node) => {
    if (node.type === 'mdxjsEsm' || isExpression(node)) parts.push(node.data?.estree);
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement')
      parts.push(...node.attributes.map(programIn));
  });
  return { type: 'Program', sourceType: 'module', body: parts.flatMap((part) => part?.body ?? []) };
}

function programIn(attribute: MdxJsxAttribute | MdxJsxExpressionAttribute): Program | null | undefined {
  if (attribute.type === 'mdxJsxExpressionAttribute') return attribute.data?.estree;
  return typeof attribute.value === 'object' ? attribute.value?.data?.estree : undefined;
}

/** Takes comments out of plain MDX and puts the text of string literals in their place. */
export function settleExpressions() {
  return (tree: Root): void => {
    visit(tree, (node, index, parent) => {
      if (!isExpression(node) || parent === undefined || index === undefined) return undefined;
      const value = literal(node) ?? '';
      parent.children.splice(index, 1, ...(value === '' ? [] : [{ type: 'text' as const, value }]));
      return [SKIP, index];
    });
  };
}

type Expression = MdxFlowExpression | MdxTextExpression;

function isExpression(node: Node): node is Expression {
  return node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression';
}

/** The text an expression stands for without running it: nothing for a comment, the text of a string. */
function literal({ data }: Expression): string | undefined {
  const [statement, ...more] = data?.estree?.body ?? [];
  if (data?.estree && statement === undefined) return '';
  if (statement?.type !== 'ExpressionStatement' || more.length > 0) return undefined;
  const { expression } = statement;
  if (expression.type === 'TemplateLiteral' && expression.expressions.length === 0)
    return expression.quasis[0]?.value.cooked ?? undefined;
  return expression.type === 'Literal' && typeof expression.value === 'string' ? expression.value : undefined;
}
