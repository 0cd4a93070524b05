import type { Root } from 'mdast';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { directiveSyntax } from '../syntax/directive-syntax.ts';
import { directiveNames } from '../syntax/directives.ts';
import { gfm } from '../syntax/gfm.ts';
import { mathNotMoney } from '../syntax/money.ts';

const parsers = {
  md: unified().use(remarkParse).use(syntax).freeze(),
  mdx: unified().use(remarkParse).use(remarkMdx).use(syntax).freeze(),
};

/** The tree of a text in the syntax of the pipeline, before any plugin changes it. Throws where MDX is broken. */
export function parseSource(text: string, isMdx: boolean): Root {
  return parsers[isMdx ? 'mdx' : 'md'].parse(text);
}

/** What the pipeline's texts may hold beyond CommonMark. */
function syntax(this: Processor): void {
  this.use(gfm).use(directiveSyntax, directiveNames).use(mathNotMoney);
}
