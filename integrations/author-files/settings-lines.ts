import type { ESTree } from 'rolldown/utils';

/**
 * Finds the 1-based line of a key in the text of the settings, `content/site.ts`, or of the words in
 * `content/strings/`. If the key is missing, the result is the line of the innermost key around it, or the line of
 * `defineSite`, `defineStrings` or the exported object. The result is 0 if the text has none of these or cannot be
 * parsed.
 *
 * @param keys from the outermost in: `['channels', 'dev', 'form']`
 */
export async function settingsLine(text: string, keys: readonly string[]): Promise<number> {
  // Loaded only when something is wrong: commands that find no problem do not wait for the parser.
  const { parse } = await import('rolldown/utils');
  const { program } = await parse('site.ts', text);
  const values = valuesIn(program);
  const call = [...values.values()].find(isSettings);
  const settings = call ?? exportedObject(values);
  if (settings === undefined) return 0;
  const start = innermost(call?.arguments[0] ?? settings, keys, values) ?? settings.start;
  return text.slice(0, start).split('\n').length;
}

type Values = ReadonlyMap<string, ESTree.Node>;

/** What the module's own names stand for, and what it exports. */
function valuesIn({ body }: ESTree.Program): Values {
  const values = new Map<string, ESTree.Node>();
  for (const statement of body) {
    if (statement.type === 'ExportDefaultDeclaration') values.set('default', plain(statement.declaration));
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declared.declarations)
      if (id.type === 'Identifier' && init !== null) values.set(id.name, plain(init));
  }
  return values;
}

function isSettings(value: ESTree.Node): value is ESTree.CallExpression {
  return (
    value.type === 'CallExpression' &&
    value.callee.type === 'Identifier' &&
    ['defineSite', 'defineStrings'].includes(value.callee.name)
  );
}

/** Words may be exported as they are: `export default { sections: … }`. */
function exportedObject(values: Values): ESTree.Node | undefined {
  const exported = values.get('default');
  return exported?.type === 'ObjectExpression' ? exported : undefined;
}

/** Where the innermost of the keys that are there begins; undefined where none is. */
function innermost(
  value: ESTree.Node | undefined,
  [key, ...rest]: readonly string[],
  values: Values,
): number | undefined {
  const object = value === undefined ? undefined : followed(plain(value), values);
  if (key === undefined) return undefined;
  if (object?.type === 'ArrayExpression') {
    const element = object.elements[Number(key)];
    return element ? (innermost(element, rest, values) ?? element.start) : undefined;
  }
  if (object?.type !== 'ObjectExpression') return undefined;
  const property = object.properties.find((each) => each.type === 'Property' && nameOf(each) === key);
  if (property?.type !== 'Property') return undefined;
  return innermost(property.value, rest, values) ?? property.start;
}

function followed(value: ESTree.Node, values: Values): ESTree.Node | undefined {
  return value.type === 'Identifier' ? values.get(value.name) : value;
}

function nameOf({ key, computed }: ESTree.ObjectProperty): string | undefined {
  if (key.type === 'Literal') return String(key.value);
  return key.type === 'Identifier' && !computed ? key.name : undefined;
}

/** A value without what TypeScript says of it: `{ … } satisfies Settings`, `'x' as const`. */
function plain(value: ESTree.Node): ESTree.Node {
  const isTyped =
    value.type === 'TSAsExpression' ||
    value.type === 'TSSatisfiesExpression' ||
    value.type === 'TSNonNullExpression';
  return isTyped || value.type === 'ParenthesizedExpression' ? plain(value.expression) : value;
}
