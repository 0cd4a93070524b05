import type { CardPage } from './card.ts';
import { graphemesOf } from './emoji.ts';

/**
 * A page without the characters that nothing draws. A title of which nothing is left becomes the name of the site, so
 * no card is without a title.
 *
 * @param missing characters and emoji, each as one string
 */
export function leaveOut(page: CardPage, missing: readonly string[]): CardPage {
  const kept = (text: string) => without(text, missing);
  const keptIf = (text: string | undefined) => (text === undefined ? undefined : kept(text) || undefined);
  const keptOf = (texts: readonly string[]) => texts.map(kept).filter((text) => text !== '');
  const siteName = kept(page.siteName) || page.host;
  return {
    ...page,
    siteName,
    title: kept(page.title) || siteName,
    description: kept(page.description),
    author: keptIf(page.author),
    label: keptIf(page.label),
    tags: keptOf(page.tags),
    stack: keptOf(page.stack),
    series: page.series && { ...page.series, name: kept(page.series.name) },
  };
}

/** A letter and the marks on it go together: a mark alone says nothing. Two spaces in a row become one. */
function without(text: string, missing: readonly string[]): string {
  if (!missing.some((character) => text.includes(character))) return text;
  const kept = graphemesOf(text).filter((grapheme) => !missing.some((each) => grapheme.includes(each)));
  return kept.join('').replace(/\s+/g, ' ').trim();
}
