import { isbot } from 'isbot';

/** Why a request is answered but not counted; the `X-Byline` header says it. */
export type DropReason = keyof typeof answers;

/** The status each reason is answered with: what a reader's browser did in good faith is 202. */
export const answers = {
  bot: 202,
  owner: 202,
  prefetch: 202,
  replay: 202,
  'unknown-offer': 202,
  'unknown-post': 202,
  malformed: 400,
  'foreign-origin': 403,
  unsigned: 401,
  'too-large': 413,
  honeypot: 422,
  token: 422,
  'rate-limited': 429,
} as const;

/** Why an event with these headers does not count; null when it does. */
export function refuseEvent(headers: Headers, origins: Origins): DropReason | null {
  if (!isFromUs(headers, origins)) return 'foreign-origin';
  if (/prefetch|prerender/.test(headers.get('sec-purpose') ?? headers.get('purpose') ?? ''))
    return 'prefetch';
  return isRobot(headers.get('user-agent')) ? 'bot' : null;
}

/** Whether the browser sends Global Privacy Control: then no journey is kept, and the view still counts. */
export function asksNotToBeFollowed(headers: Headers): boolean {
  return headers.get('sec-gpc') === '1';
}

/**
 * Whether a page of the site sent the request. A browser names the origin with every POST, and on `https` and
 * `localhost` also says whether it is the collector's own; a request that says neither is no browser's.
 */
export function isFromUs(headers: Headers, origins: Origins): boolean {
  const origin = headers.get('origin');
  if (origin !== null && origins.has(origin)) return true;
  return headers.get('sec-fetch-site') === 'same-origin';
}

/** Whether an origin is the site's: one of the given origins, or the one that the collector itself answers at. */
export function isOnSite(origin: string, headers: Headers, origins: Origins): boolean {
  if (origins.has(origin)) return true;
  return headers.get('sec-fetch-site') === 'same-origin' && headers.get('origin') === origin;
}

/**
 * `isbot` takes an empty user agent for a person's, but no browser sends one; and it takes the app of 今日头条 for
 * a robot, by the word News in its name.
 */
function isRobot(userAgent: string | null): boolean {
  if (userAgent === null || userAgent.trim() === '') return true;
  return isbot(userAgent.replaceAll(TOUTIAO_APP, ''));
}

const TOUTIAO_APP = /NewsArticle\/[\d.]*|\(News [\d. ]+\)|NewsLite/g;

export type Origins = ReadonlySet<string>;
