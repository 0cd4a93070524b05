import { isBuiltin } from 'node:module';
import type { Node, Program } from 'estree';
import isReference from 'is-reference';
import { analyze } from 'periscopic';
import { walk } from 'zimmerframe';

/**
 * Whether a module gives the same result each time it runs on the same content. A module that uses the clock, chance,
 * the network or the machine may not: it uses a global such as `performance`, calls `new Date()`, or imports a module
 * of Node's. Words in strings, names of properties and the module's own variables do not count.
 */
export function isRepeatable(program: Program): boolean {
  const { globals } = analyze(program);
  if (outside.some((name) => globals.has(name))) return false;
  let found = false;
  walk<Node, null>(program, null, {
    _(node, { next, path, stop }) {
      found ||= importsMachine(node) || differs(node, path.at(-1), globals);
      return found ? stop() : next();
    },
  });
  return !found;
}

const outside = [
  'performance',
  'crypto',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'Temporal',
  'process',
  'require',
  'global',
  'globalThis',
  'eval',
  'Function',
];

/** A module of Node's, or one whose name only shows when it runs. */
function importsMachine(node: Node): boolean {
  if (node.type === 'ImportExpression' && node.source.type !== 'Literal') return true;
  const source = 'source' in node ? node.source : undefined;
  return source?.type === 'Literal' && isBuiltin(String(source.value));
}

/** Whether a node asks `Date` for the current moment, `Math` for a random number, or passes one of them on. */
function differs(node: Node, parent: Node | undefined, globals: ReadonlyMap<string, Node>): boolean {
  if (node.type !== 'Identifier' || parent === undefined) return false;
  if (!globals.has(node.name) || !isReference(node, parent)) return false;
  if (node.name === 'Math') return !reads(parent, (name) => name !== 'random');
  if (node.name !== 'Date') return false;
  if (parent.type === 'NewExpression') return parent.callee === node && parent.arguments.length === 0;
  if (parent.type === 'BinaryExpression') return parent.operator !== 'instanceof';
  return !reads(parent, (name) => name === 'parse' || name === 'UTC');
}

/** Whether an expression is `Name.property`, with a property that is fine. */
function reads(parent: Node, isFine: (property: string) => boolean): boolean {
  if (parent.type !== 'MemberExpression' || parent.computed) return false;
  return parent.property.type === 'Identifier' && isFine(parent.property.name);
}
