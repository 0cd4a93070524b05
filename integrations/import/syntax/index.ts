import { translateCallouts } from './callouts.ts';
import { translateContainers } from './containers.ts';
import { translateFences } from './fences.ts';
import { translateHeadingNames } from './heading-names.ts';
import { translateKramdown } from './kramdown.ts';

/** What a blog's Markdown has that others have not. */
export interface Syntax {
  /** Hexo: words after the language of a fence are its title. @default false */
  readonly fenceTitles?: boolean;
  /** Jekyll: attribute lists in `{: }`. @default false */
  readonly kramdown?: boolean;
}

/** Markdown of other engines as ours: code fences, callouts, containers, attribute lists, names of headings. */
export function translateSyntax(
  body: string,
  { fenceTitles = false, kramdown = false }: Syntax,
  say: (line: number, what: string) => void,
): string {
  const plain = kramdown ? translateKramdown(body) : body;
  const named = translateHeadingNames(plain);
  return translateFences(translateCallouts(translateContainers(named, say)), fenceTitles);
}
