import type { Root } from 'mdast';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { directiveSyntax } from '../plugins/directive-syntax.ts';
import { directiveNames } from '../plugins/directives.ts';
import { gfm } from '../plugins/gfm.ts';
import { mathNotMoney } from '../plugins/money.ts';

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
