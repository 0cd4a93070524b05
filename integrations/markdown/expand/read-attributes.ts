import type { HtmlJsx, JsxAttribute } from './jsx.ts';

/** Attributes as they were written; null with the first that has to be computed. */
export type Attributes =
  | { readonly props: Readonly<Record<string, Literal>>; readonly computed: null }
  | { readonly props: null; readonly computed: string };

export type Literal = string | number | boolean | null;

/** Reads literal attributes: `id="x"`, `open`, `width={3}`. */
export function readAttributes(node: HtmlJsx): Attributes {
  const props: Record<string, Literal> = {};
  for (const attribute of node.attributes) {
    const literal = literalOf(attribute);
    if (attribute.type === 'mdxJsxExpressionAttribute' || literal === undefined) {
      const name = attribute.type === 'mdxJsxExpressionAttribute' ? `{${attribute.value}}` : attribute.name;
      return { props: null, computed: name };
    }
    props[attribute.name] = literal;
  }
  return { props, computed: null };
}

function literalOf(attribute: JsxAttribute): Literal | undefined {
  if (attribute.type === 'mdxJsxExpressionAttribute') return undefined;
  const { value } = attribute;
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value;
  const [statement] = value.data?.estree?.body ?? [];
  const expression = statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (expression?.type !== 'Literal') return undefined;
  const literal = expression.value;
  return ['string', 'number', 'boolean'].includes(typeof literal) ? (literal as Literal) : undefined;
}
