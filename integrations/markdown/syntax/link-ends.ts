import type {} from 'micromark-extension-gfm-autolink-literal';
import type { Processor } from 'unified';
import { type Construct, constructsAt, lastExtension, type Tokenizer } from './syntax.ts';

/**
 * Ends a bare URL (`https://…`, `www.…`) at full-width punctuation and at `**`. GFM knows only ASCII
 * punctuation, so in `见 https://a.example/x，**重点**。` it links the whole rest of the sentence.
 *
 * Use it right after `remark-gfm`, whose syntax it replaces.
 */
export function linkEnds(this: Processor): void {
  const extension = lastExtension(this);
  const shorter = [...'hHwW'].map((letter) => [
    letter.charCodeAt(0),
    constructsAt(extension.text, letter).map(endingUrl),
  ]);
  extension.text = { ...extension.text, ...Object.fromEntries(shorter) };
}

/** GFM says where a URL is. The part of it that is a URL in a Chinese sentence too becomes the link. */
function endingUrl(construct: Construct): Construct {
  const kind = kinds.get(construct.name ?? '');
  return kind === undefined ? construct : shortened(construct, kind);
}

function shortened(construct: Construct, kind: Kind): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      let left = 0;
      const { now, sliceSerialize } = this;
      const start = now();
      const measure: Tokenizer = (_, found, none) => {
        let isOver = false;
        const over = (next: Next): Next => {
          return (code) => {
            isOver = true;
            return next(code);
          };
        };
        const conclude = over((code) => {
          left = lengthOfUrl(sliceSerialize({ start, end: now() }));
          return left > 0 ? found(code) : none(code);
        });
        const url = construct.tokenize.call(this, effects, conclude, over(none));
        return until(isFullWidthMark, url, { end: conclude, isOver: () => isOver });
      };
      return effects.check({ tokenize: measure, partial: true }, open, nok);

      function open(code: Code): State {
        effects.enter('literalAutolink');
        effects.enter(kind);
        return url(code);
      }
      function url(code: Code): State {
        effects.consume(code);
        left -= 1;
        return left > 0 ? url : close;
      }
      function close(code: Code): State | undefined {
        effects.exit(kind);
        effects.exit('literalAutolink');
        return ok(code);
      }
    },
  };
}

/**
 * Feeds a state until a character has to end the URL: GFM would read on to the next space, for each URL anew. Once the
 * URL is over, or is none, what comes next is not of the URL and is left alone.
 */
function until(isEnd: (code: Code) => boolean, state: Next, { end, isOver }: Ending): Next {
  return (code) => {
    if (isEnd(code)) return end(code);
    const next = state(code);
    return next === undefined || isOver() ? next : until(isEnd, next, { end, isOver });
  };
}

function isFullWidthMark(code: Code): boolean {
  return code !== null && code > 0 && fullWidthMark.test(String.fromCharCode(code));
}

/** The constructs of GFM that link a URL, and the token each makes. */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ['protocolAutolink', 'literalAutolinkHttp'],
  ['wwwAutolink', 'literalAutolinkWww'],
]);

/** How many characters of what GFM links are the URL; 0 where none are left after the scheme. */
function lengthOfUrl(linked: string): number {
  const [url = ''] = linked.split('**');
  const trimmed = url.replace(/[!"'*,.:;?_~]+$/, '');
  return /^(?:https?:\/\/|www\.)./i.test(trimmed) ? trimmed.length : 0;
}

/** CJK punctuation, full-width forms, Chinese quotation marks, dash and ellipsis. A URL holds none of them unescaped. */
const fullWidthMark =
  /[\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u303f\ufe10-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/;

type Kind = 'literalAutolinkHttp' | 'literalAutolinkWww';
type Next = Parameters<Tokenizer>[1];
type Code = Parameters<Next>[0];
type State = Next;

/** How a look at a URL ends. */
interface Ending {
  readonly end: Next;
  isOver(): boolean;
}
