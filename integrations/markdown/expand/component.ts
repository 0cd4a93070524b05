import type { ElementContent } from 'hast';
import type { z } from 'zod';
import type { Lang } from '#domain';
import type { Strings } from '#strings';

/**
 * THE CONTRACT. A component is one file in `components/`; its name in MDX is the file's in PascalCase
 * (`code-embed.ts` → `<CodeEmbed>`). It is a pure function from props and children to HTML that reads well
 * without style sheet and script, because that is what feeds and editions get.
 */
export interface Component<Schema extends z.ZodType = z.ZodType> {
  /** What it takes; `z.strictObject`, so that a slip is named. Attributes are strings, or true when bare. */
  readonly props: Schema;
  /** What stands in its place. Children are HTML already; components in them are expanded. */
  render(
    props: z.output<Schema>,
    children: ElementContent[],
    context: Context,
  ): ElementContent | ElementContent[];
}

/** What a component may know of where it stands. */
export interface Context {
  readonly lang: Lang;
  readonly words: Strings['text'];
  /** Hands a picture beside the file to the image pipeline. @param src as written */
  keepImage(src: string): void;
  /** Tells the author, with the component's line. */
  warn(reason: string, hint?: string): void;
  /** Tells the author that this cannot be published. */
  fail(reason: string, hint?: string): void;
}

/** Declares a component; the file's default export. */
export function defineComponent<Schema extends z.ZodType>(component: Component<Schema>): Component<Schema> {
  return component;
}
