import remarkDirective from 'remark-directive';
import type { Processor } from 'unified';
import { constructsAt, lastExtension, onlyWhere, type Tokenizer } from './syntax.ts';

/**
 * `:::name` and `::name` for the names given, and for no other: a colon in any other text (`12:30`, `a:b`,
 * `:foo`, `::bar`) is a colon.
 */
export function directiveSyntax(this: Processor, names: DirectiveNames) {
  remarkDirective.call(this as never);
  const extension = lastExtension(this);
  const [container, leaf] = constructsAt(extension.flow, ':');
  if (container === undefined || leaf === undefined) return;
  extension.flow = {
    58: [onlyWhere(container, isNamed(names.containers)), onlyWhere(leaf, isNamed(names.leaves))],
  };
  extension.text = {};
}

function isNamed(names: readonly string[]): Tokenizer {
  return (effects, ok, nok) => {
    let name = '';
    return start;

    function start(code: Code): State {
      effects.enter('data');
      return colons(code);
    }
    function colons(code: Code): State {
      if (code !== COLON) return letters(code);
      effects.consume(code);
      return colons;
    }
    function letters(code: Code): State {
      if (code === null || code < 0 || !/[\p{L}\p{N}_-]/u.test(String.fromCharCode(code))) return end(code);
      name += String.fromCharCode(code);
      effects.consume(code);
      return letters;
    }
    function end(code: Code): State {
      effects.exit('data');
      return names.includes(name) ? ok(code) : nok(code);
    }
  };
}

const COLON = 58;

interface DirectiveNames {
  /** Of `:::name` … `:::`. */
  readonly containers: readonly string[];
  /** Of `::name`, a line of its own. */
  readonly leaves: readonly string[];
}

type Next = Parameters<Tokenizer>[1];
type Code = Parameters<Next>[0];
type State = ReturnType<Next>;
