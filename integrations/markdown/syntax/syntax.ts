import type {} from 'remark-parse';
import type { Data, Processor } from 'unified';

/** What a micromark extension adds to the syntax. */
export type Extension = NonNullable<Data['micromarkExtensions']>[number];
type Constructs = NonNullable<NonNullable<Extension['text']>[number]>;
export type Construct = Extract<Constructs, { tokenize: unknown }>;
export type Tokenizer = Construct['tokenize'];

/** The extension a plugin added to a processor just now, to be narrowed in place. */
export function lastExtension(processor: Processor): Extension {
  return processor.data().micromarkExtensions?.at(-1) ?? {};
}

/** The constructs an extension has for one character. */
export function constructsAt(record: Extension['flow'], character: string): Construct[] {
  const found = record?.[character.charCodeAt(0)] ?? [];
  return (Array.isArray(found) ? found : [found]) as Construct[];
}

/**
 * A construct that starts only where the text ahead passes a look; elsewhere its characters stay what the
 * author typed, and everything else in them is parsed as ever.
 */
export function onlyWhere(construct: Construct, look: Tokenizer): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const start = construct.tokenize.call(this, effects, ok, nok);
      return effects.check({ tokenize: look, partial: true }, start, nok);
    },
  };
}
