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

/** `utm_medium` of the links in our editions; what tells ours from others' UTM links. */
const MEDIUM = 'syndication';

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

/** The tag in a query, ours (`utm_medium=syndication`) or another's (`utm_source`, `ref`, `source`); null without one. */
export function readTag(query: URLSearchParams): ReadTag | null {
  const channel = query.get('utm_source') ?? query.get('ref') ?? query.get('source');
  if (channel === null || channel.trim() === '') return null;
  const isOurs = query.get('utm_medium') === MEDIUM;
  const campaign = query.get('utm_campaign')?.trim() || undefined;
  return {
    channel: channel.trim().toLowerCase().slice(0, 64),
    post: isOurs ? campaign : undefined,
    campaign: isOurs ? undefined : campaign?.slice(0, 64),
  };
}

/** The same address without tag keys: what a page leaves in the address bar. */
export function untagLink(url: string): string {
  const bare = new URL(url);
  for (const key of tagKeys) bare.searchParams.delete(key);
  return bare.href;
}
