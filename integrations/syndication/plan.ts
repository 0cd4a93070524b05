import { type Edition, type FeedItem, Problem, type Publication, suggest } from '#domain';
import { hashEdition, toEdition } from './edition.ts';
import type { OpenChannel } from './settings.ts';

/**
 * What publishing would do: a step for each post and channel it goes to, channel by channel, the oldest
 * post first. Pure.
 *
 * @throws {Problem} when asked for a post or a channel that is not there
 */
export function plan({ items, channels, ledger, site, only = {} }: Planned): Step[] {
  const chosenChannels = choose('channel', channels, only.channel);
  const chosenItems = choose('post', items, only.post);
  const byAge = chosenItems.toSorted((a, b) => a.date_published.localeCompare(b.date_published));
  return chosenChannels.flatMap((channel) =>
    byAge.filter((item) => goesTo(item, channel)).map((item) => stepFor(item, channel, { ledger, site })),
  );
}

/**
 * Whether a post goes to a channel: as its front matter says, else by the channel's languages and first day.
 * One that was first published elsewhere is a copy itself, and stays unless it is sent by name.
 */
export function goesTo(
  item: FeedItem,
  { id, settings, since }: Pick<OpenChannel, 'id' | 'settings' | 'since'>,
): boolean {
  const said = item._byline.channels[id];
  if (typeof said === 'boolean') return said;
  if (item._byline.canonical !== undefined) return false;
  if (settings.languages?.includes(item.language) === false) return false;
  return since === undefined || Date.parse(item.date_published) >= since;
}

function stepFor(
  item: FeedItem,
  channel: OpenChannel,
  { ledger, site }: Pick<Planned, 'ledger' | 'site'>,
): Step {
  const { id, settings, platform } = channel;
  const edition = toEdition(item, { channel: id, settings, platform, site });
  const step = { post: item.id, channel, edition, hash: hashEdition(edition) };
  const known = ledger.find((line) => line.post === item.id && line.channel === id);
  if (known?.state === 'published' && known.hash === step.hash) return { ...step, action: 'unchanged' };
  const why = [...channel.lacks, ...misfits(edition, channel)];
  if (why.length > 0) return { ...step, action: 'blocked', why };
  if (known === undefined) return { ...step, action: 'create' };
  return { ...step, action: known.state === 'published' ? 'update' : 'look-up' };
}

function misfits({ title, description, tags, body }: Edition, channel: OpenChannel): string[] {
  const { limits, name } = channel.platform;
  const over = (what: string, count: number, most: number | undefined, remedy: string): string[] =>
    most !== undefined && count > most ? [`${what} ${count}, ${name} takes ${most} at most: ${remedy}`] : [];
  return [
    ...over('characters in the title:', [...title].length, limits.title, 'shorten it'),
    ...over('characters in the description:', [...description].length, limits.description, 'shorten it'),
    ...over('tags:', tags.length, limits.tags, 'remove some from the front matter'),
    ...over(
      'bytes of text:',
      Buffer.byteLength(body),
      limits.bodyBytes,
      `set channels.${channel.id}.form to summary`,
    ),
  ];
}

function choose<Thing extends { readonly id: string }>(
  kind: string,
  all: readonly Thing[],
  id?: string,
): readonly Thing[] {
  if (id === undefined) return all;
  const chosen = all.filter((thing) => thing.id === id);
  if (chosen.length > 0) return chosen;
  const known = all.map((thing) => thing.id);
  throw new Problem(`there is no ${kind} “${id}”`, { hint: suggest(id, known) });
}

/**
 * One post on one channel, and what is to be done.
 * - `create`: it was never sent.
 * - `update`: it changed since it was sent.
 * - `look-up`: it was sent and no answer came, or the run died; the platform is asked before it is sent again.
 * - `unchanged`: the copy is up to date.
 * - `blocked`: something has to be put right first.
 */
export type Step =
  | (StepBase & { readonly action: 'create' | 'update' | 'look-up' | 'unchanged' })
  | (StepBase & { readonly action: 'blocked'; readonly why: readonly string[] });

interface StepBase {
  readonly post: string;
  readonly channel: OpenChannel;
  readonly edition: Edition;
  /** SHA-256 of the edition. */
  readonly hash: string;
}

export interface Planned {
  readonly items: readonly FeedItem[];
  readonly channels: readonly OpenChannel[];
  readonly ledger: readonly Publication[];
  /** The site's own address. */
  readonly site: string;
  /** Only this post, only this channel, by id. */
  readonly only?: { readonly post?: string | undefined; readonly channel?: string | undefined };
}
