import type { Break, Code, InlineCode, Parents, Text } from 'mdast';
import type { Math as Formula, InlineMath } from 'mdast-util-math';
import type { Options } from 'remark-stringify';
import { plainHandlers } from '../markdown/handlers.ts';
import { codeBlock, codeInLine } from './code-blocks.ts';
import { katexTag, keepFromLiquid } from './liquid.ts';

type Handle = NonNullable<NonNullable<Options['handlers']>['text']>;
type State = Parameters<Handle>[2];
type Info = Parameters<Handle>[3];

/** How Redcarpet's Markdown, with Liquid in it, differs from the one of the others. */
export const redcarpetHandlers = {
  ...plainHandlers,
  break: lineBreak,
  code: ({ value, lang }: Code) => codeBlock(value, lang),
  inlineCode: Object.assign(
    ({ value }: InlineCode, _parent: Parents | undefined, state: State) =>
      codeInLine(value, state.stack.includes('tableCell')),
    { peek: () => '`' },
  ),
  inlineMath: Object.assign(({ value }: InlineMath) => katexTag(value, true), { peek: () => '{' }),
  math: ({ value }: Formula) => katexTag(value, false),
  text,
};

/** DEV shows each line break of a paragraph. */
function lineBreak(_node: Break, _parent: Parents | undefined, state: State): string {
  if (state.stack.includes('tableCell')) return '<br>';
  return state.stack.includes('headingAtx') ? ' ' : '\n';
}

/**
 * A backtick in prose would open code for the pattern that keeps code from Liquid, and a bar ends a table's cell, escaped
 * or not; as character references neither does.
 */
function text(node: Text, parent: Parents | undefined, state: State, info: Info): string {
  const safe = plainHandlers.text(node, parent, state, info);
  return keepFromLiquid(safe.replaceAll(/\\([`|])/g, (_, sign: string) => `&#${sign.charCodeAt(0)};`));
}
