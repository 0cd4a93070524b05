import type { Reference, Thing } from './thing.ts';

/** Things as the one JSON-LD block of a page, safe inside `<script>`. */
export function writeGraph(things: readonly (Thing & Partial<Reference>)[]): string {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': things });
  return json.replaceAll(/[<>&\u2028\u2029]/g, escaped);
}

/** No `</script` and no `<!--` is left for an HTML parser to see. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
