import { DIRECT, type ReadTag, readTag, tagKeys } from '#domain';
import { isPassage, sourceOf, writeRaw } from './sources.ts';

/** Names the source by the mark of an advertisement or a share. It counts where there is no tag and no referrer. */
const marks: Readonly<Record<string, string>> = {
  nsukey: 'weixin',
  continueFlag: 'weibo',
  gclid: 'google',
  gbraid: 'google',
  wbraid: 'google',
  msclkid: 'bing',
  fbclid: 'facebook',
  igshid: 'instagram',
  twclid: 'x',
  ttclid: 'tiktok',
  li_fat_id: 'linkedin',
  bd_vid: 'baidu',
};

/**
 * Query keys that say how a reader came. All are taken out of the address. The value of a tag and of WeChat's `from` is
 * sent (1); of a click id, which tells one reader from another, only that it is there (0).
 */
export const beaconKeys: Readonly<Record<string, 0 | 1>> = Object.fromEntries([
  ...[...tagKeys, 'from'].map((key) => [key, 1] as const),
  ...[...Object.keys(marks), 'isappinstalled'].map((key) => [key, 0] as const),
]);

/** What WeChat's `from` says of a link that was shared on. */
const WEIXIN_SHARES = ['singlemessage', 'groupmessage', 'timeline'];

/** Apps that open pages themselves and send no referrer, by what their user agent holds. */
const apps: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, 'weixin'],
  [/\bNewsArticle\/|\bNewsLite\b|ToutiaoMicroApp/, 'toutiao'],
  [/\baweme/, 'douyin'],
  [/\bWeibo\b|__weibo__/, 'weibo'],
  [/ZhihuHybrid|osee2unifiedRelease/, 'zhihu'],
  [/\bBiliApp\b|\bbili-universal\b/, 'bilibili'],
  [/xiaohongshu|\bdiscover\/\d/i, 'xiaohongshu'],
  [/\bQQ\/\d/, 'qq'],
  [/DingTalk\//, 'dingtalk'],
  [/\bLark\/|\bFeishu\//, 'feishu'],
  [/baiduboxapp/, 'baidu'],
  [/\bFBA[NV]\//, 'facebook'],
  [/\bInstagram \d/, 'instagram'],
  [/\bGSA\/\d/, 'google'],
  [/\bTwitter(?:Android| for iPhone)/, 'x'],
  [/\bSnapchat\//, 'snapchat'],
  [/LinkedInApp/, 'linkedin'],
];

/** The longest source that is kept. */
const LONGEST = 130;

/**
 * Where a reader came from, raw: the tag of their link, else the host that sent them, else what the address or the
 * app says, else {@link DIRECT}. Null when they came from a page of the site or came back from a payment, a
 * log-in or a calendar: then it is no arrival.
 *
 * @param from as the beacon writes it: the origin of the referrer, a space, and the kept part of the query
 * @param agent the browser's user agent; it is looked at and not kept
 * @example readSource('https://t.co ?utm_source=dev&utm_medium=syndication&utm_campaign=hello', …) === 'dev@hello'
 */
export function readSource(from: string, { agent, page, isOwn, home = '/' }: Reading): string | null {
  const [referrer = '', search = ''] = from.split(' ', 2);
  const query = new URLSearchParams(search);
  const tag = cleanTag(readTag(query));
  if (tag !== null) return rawOf(tag);
  const sender = URL.parse(referrer);
  if (sender !== null && sender.hostname !== '') return senderOf(sender, { page, isOwn, home });
  return markIn(query) ?? appIn(agent) ?? DIRECT;
}

function rawOf({ channel, post, campaign, content }: ReadTag): string {
  const bare = writeRaw({ name: channel, post, campaign }).slice(0, LONGEST);
  if (post === undefined || content === undefined) return bare;
  const whole = writeRaw({ name: channel, post, campaign, content });
  return whole.length > LONGEST ? bare : whole;
}

function senderOf({ hostname, origin }: URL, { page, isOwn, home }: Omit<Reading, 'agent'>): string | null {
  // The beacon tells of no page below the site's own path, so another page of the same host is not the site's.
  const isNeighbour = origin === page && home !== '/';
  if ((isOwn(origin) && !isNeighbour) || isPassage(hostname)) return null;
  // A host longer than DNS allows is nobody's; the name of it is short.
  return hostname.length > LONGEST ? sourceOf(hostname).slice(0, LONGEST) : hostname.toLowerCase();
}

function markIn(query: URLSearchParams): string | undefined {
  if (WEIXIN_SHARES.includes(query.get('from') ?? '')) return 'weixin';
  return Object.entries(marks).find(([key]) => query.has(key))?.[1];
}

function appIn(agent: string): string | undefined {
  return apps.find(([mark]) => mark.test(agent))?.[1];
}

/** Anyone can write anything into a link: what does not look like a name or a host, such as an e-mail address, is no tag. */
function cleanTag(tag: ReadTag | null): ReadTag | null {
  if (tag === null || !NAME.test(tag.channel)) return null;
  const clean = (text: string | undefined) => (text !== undefined && NAME.test(text) ? text : undefined);
  const content = clean(tag.content?.offer) === undefined ? undefined : tag.content;
  return { channel: tag.channel, post: clean(tag.post), campaign: clean(tag.campaign), content };
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u;

export interface Reading {
  /** The user agent of the request. */
  readonly agent: string;
  /** The origin of the page that told. */
  readonly page: string | null;
  /** Whether an origin is the site's. */
  readonly isOwn: (origin: string) => boolean;
  /** The path the site lives below, with a slash at both ends. @default '/' */
  readonly home?: string | undefined;
}
