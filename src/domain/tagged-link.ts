/** The content of a link's tag: the edition the link stands in. */
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
  /** The offer that a link of ours leads to, and where the link stood. */
  readonly content: OfferLink | undefined;
}

/** Where a link to an offer stands in an edition: among the words of the text, or in the offer's own card. */
export const linkPlaces = ['text', 'card'] as const;
export type LinkPlace = (typeof linkPlaces)[number];

/** A link in an edition that leads to an offer. */
export interface OfferLink {
  /** The offer's id. */
  readonly offer: string;
  readonly place: LinkPlace;
}

/**
 * How the links of a channel may be tagged: by UTM parameters (`utm`), by a `ref` of so many characters at most, or not at
 * all (`none`).
 */
export type Tagging = 'utm' | 'none' | { readonly ref: number };

/** The parameters to write into a link of an edition. */
export interface EditionTag extends Required<Tag> {
  /** @default 'utm' */
  readonly tagging?: Tagging | undefined;
  /** Of a link that leads to an offer. */
  readonly content?: OfferLink | undefined;
}

/** The tag of a link that was placed by hand. */
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
 * A link to the site as an edition carries it. {@link readTag} reads what this writes.
 *
 * - `utm`: the parameters every analytics tool reads. `utm_source` is the channel, `utm_medium` is `syndication`,
 *   `utm_campaign` is the post's id. A link to an offer has its place and the offer's id in `utm_content`.
 * - `ref`: the channel alone. A channel that is longer than the `ref` may be leaves the link untagged; a part of its name
 *   would count for nobody, or for another channel.
 * - `none`: the link stays as it is.
 *
 * @example tagLink(url, { channel: 'dev', post: 'p', content: { place: 'card', offer: 'review' } }) // …&utm_content=card.review
 */
export function tagLink(url: string, { channel, post, content, tagging = 'utm' }: EditionTag): string {
  const tagged = new URL(url);
  const { searchParams } = tagged;
  if (tagging === 'none') return tagged.href;
  if (tagging !== 'utm') {
    if (fitsRef(channel, tagging)) searchParams.set('ref', channel);
    return tagged.href;
  }
  searchParams.set('utm_source', channel);
  searchParams.set('utm_medium', MEDIUM);
  if (post !== undefined) searchParams.set('utm_campaign', post);
  if (content !== undefined) searchParams.set('utm_content', writeOfferLink(content));
  return tagged.href;
}

/** Whether the channel’s id fits into a `ref` of that length. */
export function fitsRef(channel: string, { ref }: Extract<Tagging, object>): boolean {
  return channel.length <= ref;
}

/** A link to an offer in one word: its place, a dot, the offer's id. */
export function writeOfferLink({ place, offer }: OfferLink): string {
  return `${place}.${offer}`;
}

/** The link that a word of {@link writeOfferLink} stands for; undefined for any other text. */
export function readOfferLink(text: string): OfferLink | undefined {
  const [word, ...rest] = text.split('.');
  const [place, offer] = [linkPlaces.find((known) => known === word), rest.join('.')];
  return place === undefined || offer === '' ? undefined : { place, offer };
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
    content: isOurs ? readOfferLink(query.get('utm_content') ?? '') : undefined,
  };
}

/** The same address without tag keys: what a page leaves in the address bar. */
export function untagLink(url: string): string {
  const bare = new URL(url);
  for (const key of tagKeys) bare.searchParams.delete(key);
  return bare.href;
}
