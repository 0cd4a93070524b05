import { Problem } from '#domain';

/**
 * What to tell an author whose page has characters that nothing here draws: a card would have gaps
 * and say nothing.
 *
 * @param image the share image's path on the site
 * @param file the page's file relative to the project; undefined while developing
 */
export function missingGlyphs(missing: readonly string[], image: string, file?: string): Problem {
  const named = missing.map((grapheme) => `${grapheme} (${codePoints(grapheme)})`).join(', ');
  return new Problem(`no font has ${named}, which the share image ${image} shows`, {
    hint: '`npx byline check` names the file and line. Write it with other characters, or give the page an og:image of its own.',
    ...(file === undefined ? {} : { place: { file } }),
  });
}

function codePoints(grapheme: string): string {
  const codes = Array.from(grapheme, (character) => (character.codePointAt(0) ?? 0).toString(16));
  return codes.map((code) => `U+${code.toUpperCase().padStart(4, '0')}`).join(' ');
}
