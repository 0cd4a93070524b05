import type { Expression, Program } from 'estree';

/** A value written out in code. */
export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | { readonly [key: string]: Literal };

/** What the program of a braces expression says, where it is written out; undefined where it is computed. */
export function literalIn(program: Program | null | undefined, names: Names): Literal | undefined {
  const [statement, ...more] = program?.body ?? [];
  if (statement?.type !== 'ExpressionStatement' || more.length > 0) return undefined;
  return literalOf(statement.expression, names);
}

/** Names a file has given to pictures it imports. */
export type Names = ReadonlyMap<string, string>;

/** Strings, numbers, lists and objects as written; an imported picture, `require('./a.png')` and `useBaseUrl('/a.png')` by address. */
export function literalOf(code: Expression, names: Names): Literal | undefined {
  switch (code.type) {
    case 'Literal':
      return isPlain(code.value) ? code.value : undefined;
    case 'TemplateLiteral':
      return code.expressions.length > 0
        ? undefined
        : code.quasis.map(({ value }) => value.cooked ?? '').join('');
    case 'Identifier':
      return names.get(code.name);
    case 'MemberExpression':
      return code.object.type === 'Super' ? undefined : addressOf(code.object, names);
    case 'CallExpression':
      return firstArgument(code, names);
    case 'ArrayExpression':
      return whole(
        code.elements.map((item) =>
          item === null || item.type === 'SpreadElement' ? undefined : literalOf(item, names),
        ),
      );
    case 'ObjectExpression':
      return objectOf(code, names);
    default:
      return undefined;
  }
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** `picture.src`, `require('./a.png').default` */
function addressOf(code: Expression, names: Names): string | undefined {
  const found = literalOf(code, names);
  return typeof found === 'string' && code.type !== 'Literal' ? found : undefined;
}

function firstArgument(
  code: Extract<Expression, { type: 'CallExpression' }>,
  names: Names,
): Literal | undefined {
  const [first] = code.arguments;
  const isKnown =
    code.callee.type === 'Identifier' && ['require', 'useBaseUrl', 'withBase'].includes(code.callee.name);
  return isKnown && first !== undefined && first.type !== 'SpreadElement'
    ? literalOf(first, names)
    : undefined;
}

function whole(items: readonly (Literal | undefined)[]): Literal | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

function objectOf(code: Extract<Expression, { type: 'ObjectExpression' }>, names: Names): Literal {
  const pairs = code.properties.flatMap((property): [string, Literal][] => {
    if (property.type !== 'Property' || property.computed) return [];
    const { key, value } = property;
    const name =
      key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
    const read = isExpression(value) ? literalOf(value, names) : undefined;
    return name === undefined || read === undefined ? [] : [[name, read]];
  });
  return Object.fromEntries(pairs);
}

function isExpression(value: { readonly type: string }): value is Expression {
  return !/Pattern$/.test(value.type);
}
