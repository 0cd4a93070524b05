import type { Node, Program } from 'estree';
import { walk } from 'zimmerframe';

/** Whether a module may contain a text of `content/`: it imports a text by name, or files by a pattern. */
export function importsTexts(program: Program): boolean {
  let found = false;
  walk<Node, null>(program, null, {
    _(node, { next, stop }) {
      found ||= isPattern(node) || importsText(node);
      return found ? stop() : next();
    },
  });
  return found;
}

/** `import.meta.glob(…)` */
function isPattern(node: Node): boolean {
  if (node.type !== 'MemberExpression' || node.object.type !== 'MetaProperty') return false;
  return node.property.type === 'Identifier' && node.property.name.startsWith('glob');
}

/** `import Text from './text.md'`, `import('./text.mdx')`, or one whose name only shows when it runs. */
function importsText(node: Node): boolean {
  if (node.type === 'ImportExpression' && node.source.type !== 'Literal') return true;
  const source = 'source' in node ? node.source : undefined;
  return source?.type === 'Literal' && /\.mdx?(?:[?#]|$)/i.test(String(source.value));
}
