import type { Root, RootContent } from 'hast';
import type * as md from 'mdast';

/** The names an MDX file imports or declares itself. */
export function namesInScope(tree: Root | md.Root): Set<string> {
  const nodes: readonly (RootContent | md.RootContent)[] = tree.children;
  const statements = nodes.flatMap((node) =>
    node.type === 'mdxjsEsm' ? (node.data?.estree?.body ?? []) : [],
  );
  return new Set(statements.flatMap(namesIn));
}

function namesIn(statement: Statement): string[] {
  if (statement.type === 'ImportDeclaration') return statement.specifiers.map(({ local }) => local.name);
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const { declaration } = statement;
  if (declaration?.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
  }
  return declaration && 'id' in declaration ? [declaration.id.name] : [];
}

type Module = Extract<RootContent, { type: 'mdxjsEsm' }>;
type Program = NonNullable<NonNullable<Module['data']>['estree']>;
type Statement = Program['body'][number];
