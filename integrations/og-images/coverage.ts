/**
 * What to tell an author whose share image is without some characters of its page, because nothing here draws them.
 *
 * @param image the share image's path on the site
 * @param file the page's file relative to the project; undefined while developing
 */
export function leftOut(missing: readonly string[], image: string, file?: string): string {
  const named = missing.map((grapheme) => `${grapheme} (${codePoints(grapheme)})`).join(', ');
  const place = file === undefined ? '' : `${file}: `;
  return `${place}the share image ${image} leaves out ${named}: no font has it. \`npx byline check\` names the file and line.`;
}

function codePoints(grapheme: string): string {
  const codes = Array.from(grapheme, (character) => (character.codePointAt(0) ?? 0).toString(16));
  return codes.map((code) => `U+${code.toUpperCase().padStart(4, '0')}`).join(' ');
}
