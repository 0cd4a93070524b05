import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sameAddress } from './check-redirects.ts';

/** Old path → path of the page it leads to. */
export type Redirects = Readonly<Record<string, string>>;

/**
 * Writes `_redirects` for hosts that read one (Cloudflare, Netlify), beside the pages that do the same where
 * none is read. What the author keeps in `public/_redirects` stays, and comes first, as the first rule wins.
 */
export async function writeRedirects(dist: string, redirects: Redirects): Promise<void> {
  const file = join(dist, '_redirects');
  const own = await readFile(file, 'utf8').catch(() => '');
  const lines = redirectLines(redirects, new Set(parseRedirects(own).keys()));
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
function redirectLines(redirects: Redirects, known: ReadonlySet<string>): string[] {
  const byAddress = new Map(Object.entries(redirects).map(([from, to]) => [sameAddress(from), [from, to]]));
  return [...byAddress]
    .filter(([address]) => !known.has(address))
    .map(([, pair]) => `${pair.map((path) => encoded(path ?? '')).join(' ')} 301`);
}

/** As a browser asks for it; what would be a wildcard or a placeholder is the character itself. */
function encoded(path: string): string {
  return new URL(path, 'https://site.example').pathname.replaceAll('*', '%2A').replaceAll(':', '%3A');
}

function ownLines(own: string): string[] {
  return own.trim() === '' ? [] : own.trimEnd().split('\n');
}
