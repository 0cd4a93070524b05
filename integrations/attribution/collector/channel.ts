import { DIRECT, readTag, type Tag } from '#domain';
import { sourceOf } from './sources.ts';

/** Query keys WeChat adds to a link that is shared on; its pages send no referrer. */
export const shareKeys = ['nsukey', 'from'] as const;

/** What WeChat's `from` says of a link that was shared on. */
const WEIXIN_SHARES = ['singlemessage', 'groupmessage', 'timeline'];

/**
 * How a reader arrived on a page: the channel its tag names, else where the referrer says they came from;
 * null when they came from a page of ours.
 *
 * @param isOwn whether an origin is the site's
 * @param home the path the site lives below: another page of the same host is not ours
 */
export function arrivalOf(
  page: URL,
  referrer: string,
  isOwn: (origin: string) => boolean,
  home = '/',
): Arrival {
  const tag = cleanTag(readTag(page.searchParams));
  if (tag !== null) return { channel: sourceOf(tag.channel), post: tag.post };
  return { channel: referredBy(page, referrer, isOwn, home), post: undefined };
}

function referredBy(
  page: URL,
  referrer: string,
  isOwn: (origin: string) => boolean,
  home: string,
): string | null {
  const from = URL.parse(referrer);
  if (from === null || from.hostname === '') return wasSharedInWeixin(page) ? 'weixin' : DIRECT;
  const isOurs = from.origin === page.origin ? from.pathname.startsWith(home) : isOwn(from.origin);
  if (isOurs) return null;
  return sourceOf(from.hostname).slice(0, 64);
}

function wasSharedInWeixin({ searchParams }: URL): boolean {
  return searchParams.has('nsukey') || WEIXIN_SHARES.includes(searchParams.get('from') ?? '');
}

/** Anyone can write anything into a link: what does not look like a name or a host, such as an e-mail address, is no tag. */
function cleanTag(tag: Tag | null): Tag | null {
  return tag !== null && /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(tag.channel) ? tag : null;
}

export interface Arrival {
  readonly channel: string | null;
  /** The post whose edition carried the link. */
  readonly post: string | undefined;
}
