import remarkMath, { type Options } from 'remark-math';
import type { Processor } from 'unified';
import { type Construct, constructsAt, lastExtension, onlyWhere, type Tokenizer } from './syntax.ts';

/**
 * `$…$` and `$$…$$` as math, and `$5 and $6` as money: a single dollar opens math only before something
 * other than a space and not after a letter or digit, and closes it only after something other than a
 * space and not before a letter or digit, on one line. Pandoc's rule, a little stricter.
 */
export function mathNotMoney(this: Processor, options?: Options) {
  remarkMath.call(this as never, options);
  const extension = lastExtension(this);
  const [text] = constructsAt(extension.text, '$');
  if (text !== undefined) extension.text = { 36: notAfterWord(onlyWhere(text, closesWell)) };
}

function notAfterWord(construct: Construct): Construct {
  return {
    ...construct,
    previous(code) {
      return !isWord(code) && (construct.previous?.call(this, code) ?? true);
    },
  };
}

const closesWell: Tokenizer = (effects, ok, nok) => {
  let before: number | null = null;
  return open;

  function open(code: Code): State {
    effects.enter('data');
    effects.consume(code);
    return first;
  }
  function first(code: Code): State {
    // Two dollars are never money.
    if (code === DOLLAR) return done(code, ok);
    return isSpace(code) ? done(code, nok) : inside(code);
  }
  function inside(code: Code): State {
    if (code === null) return done(code, nok);
    if (code === DOLLAR) return isSpace(before) ? done(code, nok) : close(code);
    if (isLineEnding(code)) return done(code, nok);
    before = code;
    effects.consume(code);
    return inside;
  }
  function close(code: Code): State {
    effects.consume(code);
    return after;
  }
  function after(code: Code): State {
    return done(code, isWord(code) || code === DOLLAR ? nok : ok);
  }
  function done(code: Code, next: Next): State {
    effects.exit('data');
    return next(code);
  }
};

const DOLLAR = 36;

function isSpace(code: Code): boolean {
  return code === null || code < 0 || code === 32;
}

function isLineEnding(code: number): boolean {
  return code >= -5 && code <= -3;
}

function isWord(code: Code): boolean {
  return code !== null && code > 0 && /[0-9A-Za-z]/.test(String.fromCharCode(code));
}

type Next = Parameters<Tokenizer>[1];
type Code = Parameters<Next>[0];
type State = ReturnType<Next>;
