import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { fail, warn } from '../plugins/report.ts';

/**
 * TeX as MathML, by KaTeX, at build. MathML alone: browsers draw it themselves, so there is no style
 * sheet, no font, no style attribute, and the TeX is inside for who wants it back. A formula with a
 * mistake is an error with its line; a command KaTeX does not have is a warning. Both are shown as they are written.
 */
export function math() {
  return async (tree: Root, file: VFile): Promise<void> => {
    const found: Formula[] = [];
    visit(tree, 'element', (node, index, parent) => {
      const formula = formulaIn(node);
      if (formula === undefined || parent === undefined || index === undefined) return undefined;
      found.push({ ...formula, put: (made) => parent.children.splice(index, 1, made) });
      return SKIP;
    });
    if (found.length === 0) return;
    const { default: katex } = await import('katex');
    if (found.some(({ tex }) => chemistry.test(tex))) await import('katex/contrib/mhchem');
    for (const formula of found) formula.put(render(formula, file, katex.renderToString));
  };
}

function render(
  { tex, display, node }: Formula,
  file: VFile,
  renderToString: RenderToString,
): ElementContent {
  try {
    const html = renderToString(tex, {
      output: 'mathml',
      displayMode: display,
      strict: 'ignore',
      trust: false,
    });
    const [span] = fromHtml(html, { fragment: true }).children;
    const [drawn] = span?.type === 'element' ? span.children : [];
    return drawn ?? node;
  } catch (error) {
    say(error, node, file);
    return h(node.tagName === 'pre' ? 'pre' : 'span', [h('code', tex)]);
  }
}

/** Formulas of chemistry need an extension of KaTeX. */
const chemistry = /\\(?:ce|pu)\b/;

/** What KaTeX does not have may be right TeX: that is a warning. All else is a mistake. */
function say(error: unknown, node: Element, file: VFile): void {
  const said = error instanceof Error ? error.message.replace(/^KaTeX parse error: /, '') : String(error);
  const lacking = /^(?:Undefined control sequence|No such environment): (\S+)/.exec(said)?.[1];
  if (lacking === undefined)
    fail(file, node, { rule: 'math', reason: `KaTeX cannot read this formula: ${said}`, hint: MONEY_HINT });
  else
    warn(file, node, {
      rule: 'math-unsupported',
      reason: `KaTeX does not know ${lacking}: the formula is shown as it is written`,
      hint: 'Its commands: https://katex.org/docs/supported. Labels and references have no counterpart there.',
    });
}

const MONEY_HINT = 'A dollar that is a dollar is written \\$.';

function formulaIn(node: Element): Omit<Formula, 'put'> | undefined {
  const code = node.tagName === 'pre' ? node.children[0] : node;
  if (code?.type !== 'element' || code.tagName !== 'code') return undefined;
  const classes = code.properties['className'];
  if (!Array.isArray(classes)) return undefined;
  const display = classes.includes('math-display');
  return display || classes.includes('math-inline') ? { tex: textOf(code), display, node } : undefined;
}

interface Formula {
  readonly tex: string;
  readonly display: boolean;
  readonly node: Element;
  readonly put: (made: ElementContent) => void;
}

type RenderToString = typeof import('katex').default.renderToString;
