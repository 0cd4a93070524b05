/** What a tagged link says of itself: which edition it stood in. */
export interface Tag {
  /** The channel's id, or another's `utm_source`. */
  readonly channel: string;
  /** The post whose edition carried the link; undefined for links of others. */
  readonly post: string | undefined;
}

/** A tag as it was read from an address. */
export interface ReadTag extends Tag {
  /** `utm_campaign` of a link that is not ours. */
  readonly campaign: string | undefined;
}

/** What the tag of a link says that was placed by hand. */
export interface PlacedTag {
  readonly channel: string;
  readonly campaign?: string | undefined;
}

/** `utm_medium` of the links in our editions; what tells ours from others' UTM links. */
const MEDIUM = 'syndication';

/** `utm_medium` of a link that its owner placed by hand. */
const PLACED = 'link';

/** The longest channel that is read from a tag, in UTF-16 units. */
const LONGEST_CHANNEL = 64;

/** Query keys that carry a tag, ours and others'. */
export const tagKeys = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'ref',
  'source',
] as const;

/**
 * A link to the site as an edition carries it, in the UTM parameters every analytics tool reads:
 * `utm_source` the channel, `utm_medium=syndication`, `utm_campaign` the post's id.
 */
export function tagLink(url: string, tag: Required<Tag>): string {
  const tagged = new URL(url);
  tagged.searchParams.set('utm_source', tag.channel);
  tagged.searchParams.set('utm_medium', MEDIUM);
  if (tag.post !== undefined) tagged.searchParams.set('utm_campaign', tag.post);
  return tagged.href;
}

/**
 * A link to the site for a place where its owner puts it by hand: an answer, a talk, a profile. It stands in no edition,
 * so it names no post: the page it leads to says which one was read.
 *
 * @param place both in the form of {@link tagWord}; `campaign` tells links of one channel apart
 */
export function placedLink(url: string, { channel, campaign }: PlacedTag): string {
  const tagged = new URL(url);
  tagged.searchParams.set('utm_source', channel);
  tagged.searchParams.set('utm_medium', PLACED);
  if (campaign !== undefined) tagged.searchParams.set('utm_campaign', campaign);
  return tagged.href;
}

/**
 * Any text as a word that a tag can hold and that the collector takes: lower-case letters of every script, digits, and
 * `.`, `_`, `-` within it. Empty where nothing of it is left.
 *
 * @example tagWord('Stack Overflow') === 'stack-overflow'; tagWord('码市') === '码市'
 */
export function tagWord(text: string): string {
  const word = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}._]+/gu, '-')
    .replaceAll(/^[._-]+/g, '');
  return shortened(word).replaceAll(/[._-]+$/g, '');
}

/** A text that is not too long, with no half of a character at its end. */
function shortened(text: string): string {
  const cut = text.slice(0, LONGEST_CHANNEL);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

/** The tag in a query, ours (`utm_medium=syndication`) or another's (`utm_source`, `ref`, `source`); null without one. */
export function readTag(query: URLSearchParams): ReadTag | null {
  const channel = query.get('utm_source') ?? query.get('ref') ?? query.get('source');
  if (channel === null || channel.trim() === '') return null;
  const isOurs = query.get('utm_medium') === MEDIUM;
  const campaign = query.get('utm_campaign')?.trim() || undefined;
  return {
    channel: channel.trim().toLowerCase().slice(0, LONGEST_CHANNEL),
    post: isOurs ? campaign : undefined,
    campaign: isOurs ? undefined : campaign?.slice(0, LONGEST_CHANNEL),
  };
}

/** The same address without tag keys: what a page leaves in the address bar. */
export function untagLink(url: string): string {
  const bare = new URL(url);
  for (const key of tagKeys) bare.searchParams.delete(key);
  return bare.href;
}
