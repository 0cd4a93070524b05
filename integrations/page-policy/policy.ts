import type { Directive, Needs } from './needs.ts';

/**
 * A Content-Security-Policy: nothing but the site's own files, and what a page was found to need.
 *
 * @param collector origin the beacon and the forms send to, if another than the site's
 */
export function policyOf(needs: Needs, collector?: string): string {
  const found = (directive: Directive) => [...(needs.get(directive) ?? [])].sort();
  const sent = collector === undefined ? ["'self'"] : ["'self'", collector];
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...found('script-src')],
    'style-src': ["'self'", ...stylesOf(found('style-src'))],
    'style-src-attr': attributesOf(found('style-src'), found('style-src-attr')),
    'img-src': ["'self'", 'data:', ...found('img-src')],
    'font-src': ["'self'"],
    'media-src': found('media-src'),
    'frame-src': found('frame-src'),
    'worker-src': found('worker-src'),
    'connect-src': [...new Set([...sent, ...found('connect-src')])],
    'manifest-src': ["'self'"],
    'form-action': [...new Set([...sent, ...found('form-action')])],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
  };
  return Object.entries(directives)
    .filter(([, sources]) => sources.length > 0)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** What is so for every page, whatever is in it. */
export const leastPolicy = "base-uri 'none'; object-src 'none'";

/** No page may be shown inside another site's; a `<meta>` cannot say so, so it is for the header alone. */
export const unframed = "frame-ancestors 'none'";

/** The policy, where a page has to have it: before anything it is about. */
export function withPolicy(html: string, policy: string): string {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const [before] = /^.*?<meta charset=[^>]*>/is.exec(html) ??
    /^.*?<head[^>]*>/is.exec(html) ??
    DOCTYPE.exec(html) ?? [''];
  return before + meta + html.slice(before.length);
}

const DOCTYPE = /^\s*<!doctype[^>]*>/i;
const ANY_STYLE = "'unsafe-inline'";

/** Beside a hash, 'unsafe-inline' is not looked at. */
function stylesOf(sources: readonly string[]): readonly string[] {
  return sources.includes(ANY_STYLE) ? sources.filter((source) => !source.startsWith("'sha")) : sources;
}

function attributesOf(styles: readonly string[], hashes: readonly string[]): readonly string[] {
  return hashes.length === 0 || styles.includes(ANY_STYLE) ? [] : ["'unsafe-hashes'", ...hashes];
}
