import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import type { Span } from '../recipe.ts';

/** A short post as HTML. @param spans counted in UTF-16 code units, in order */
export function spansToHtml(text: string, spans: readonly Span[]): string {
  const stretches = stretchesOf(text, spans);
  const children = stretches.flatMap(({ words, span }) => elementFor(lines(words), span));
  return writer.stringify({ type: 'root', children });
}

/** The same as plain text, with the addresses written out. */
export function spansToText(text: string, spans: readonly Span[]): string {
  return stretchesOf(text, spans)
    .map(({ words, span }) => span?.href ?? words)
    .join('');
}

function stretchesOf(text: string, spans: readonly Span[]): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const span of spans) {
    stretches.push(
      { words: text.slice(from, span.start) },
      { words: text.slice(span.start, span.end), span },
    );
    from = span.end;
  }
  return [...stretches, { words: text.slice(from) }];
}

function elementFor(content: ElementContent[], span: Span | undefined): ElementContent[] {
  if (span?.kind === 'bold') return [h('strong', content)];
  return span?.href === undefined ? content : [h('a', { href: span.href }, content)];
}

function lines(words: string): ElementContent[] {
  return words.split('\n').flatMap((line, index): ElementContent[] => {
    const text = { type: 'text', value: line } as const;
    return index === 0 ? [text] : [h('br'), text];
  });
}

const writer = unified().use(rehypeStringify).freeze();

interface Stretch {
  readonly words: string;
  readonly span?: Span;
}
