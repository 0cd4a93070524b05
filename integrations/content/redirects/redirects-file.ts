import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Home, type HostPath, hostPath, type SitePath, sameAddress } from '#domain';

/** Old path of the site, as authors write it → path on the host of the page it leads to. */
export type Redirects = Readonly<Record<SitePath, HostPath>>;

/**
 * Writes `_redirects` for hosts that read one (Cloudflare, Netlify), beside the pages that do the same where
 * none is read. What the author keeps in `public/_redirects` stays, and comes first, as the first rule wins.
 */
export async function writeRedirects(dist: string, redirects: Redirects, site: Home): Promise<void> {
  const file = join(dist, '_redirects');
  const own = await readFile(file, 'utf8').catch(() => '');
  const lines = redirectLines(pairsOf(redirects, site), new Set(parseRedirects(own).keys()));
  if (lines.length > 0) await writeFile(file, [...ownLines(own), ...lines, ''].join('\n'));
}

/** Old address, in the spelling of {@link sameAddress} → where it leads, for the rules of a `_redirects` file that name one address. */
export function parseRedirects(text: string): Map<string, string> {
  const rules = text.split('\n').flatMap((line) => {
    const [from = '', to = '', code] = line.trim().split(/\s+/);
    const isPlain = from.startsWith('/') && !/[*:]/.test(from) && to.startsWith('/') && !/[*:]/.test(to);
    return isPlain && code === '301' ? [[sameAddress(from), to] as const] : [];
  });
  return new Map(rules.toReversed());
}

/** One rule an address, whatever ways there are to spell it. */
function redirectLines(pairs: readonly (readonly [string, string])[], known: ReadonlySet<string>): string[] {
  const byAddress = new Map(pairs.map((pair) => [sameAddress(pair[0]), pair]));
  return [...byAddress]
    .filter(([address]) => !known.has(address))
    .map(([, pair]) => `${pair.map(encoded).join(' ')} 301`);
}

/** A host reads paths as browsers ask for them, whatever folder the site lives in. */
function pairsOf(redirects: Redirects, site: Home): [HostPath, HostPath][] {
  return Object.entries(redirects).map(([from, to]) => [hostPath(from as SitePath, site), to]);
}

/** As a browser asks for it; what would be a wildcard or a placeholder is the character itself. */
function encoded(path: string): string {
  return new URL(path, 'https://site.example').pathname.replaceAll('*', '%2A').replaceAll(':', '%3A');
}

function ownLines(own: string): string[] {
  return own.trim() === '' ? [] : own.trimEnd().split('\n');
}
