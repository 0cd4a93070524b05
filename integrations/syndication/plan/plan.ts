import {
  type Edition,
  type FeedItem,
  type Millis,
  type PostOutline,
  Problem,
  type Publication,
  suggest,
} from '#domain';
import type { OpenChannel } from '../channels/settings.ts';
import { recipeFor, toEdition } from '../editions/edition.ts';
import { misfits } from '../editions/limits.ts';
import { hashItem, hashSource } from '../editions/source-hash.ts';
import type { Intent } from '../records/journal.ts';
import { draftHint } from '../wechatsync/draft-hint.ts';
import { diagramNotes } from './diagram-notes.ts';
import { goesTo, waitsUntil } from './goes-to.ts';
import { findRenamed } from './renamed.ts';
import type { Verdict } from './verdict.ts';

/**
 * What publishing would do: a step for each post and channel it goes to, channel by channel, the oldest post first.
 * Pure, and nothing is rendered: a thousand posts on ten channels take less than a second.
 * The steps hold the posts as they were given: whole ones can be published, outlines can be shown.
 *
 * @throws {Problem} when asked for a post or a channel that is not there
 */
export function plan<Post extends PostOutline>(planned: Planned<Post>): Step<Post>[] {
  const { items, channels, only = {} } = planned;
  const chosenChannels = choose('channel', channels, only.channels);
  const chosenItems = choose(
    'post',
    items,
    only.posts?.map((named) => idOf(named, items)),
  );
  const byAge = chosenItems
    .toSorted((a, b) => a.date_published.localeCompare(b.date_published))
    .map((item) => ({ item, written: hashItem(item) }));
  const known = knowledgeOf(planned);
  return chosenChannels.flatMap((channel) =>
    byAge
      .filter(({ item }) => goesTo(item, channel))
      .map(({ item, written }) => stepFor(item, channel, written, known)),
  );
}

function stepFor<Post extends PostOutline>(
  item: Post,
  channel: OpenChannel,
  written: string,
  known: Knowledge,
): Step<Post> {
  const { id, settings, platform } = channel;
  const edition = toEdition(item, { channel: id, settings, platform });
  const { dialect, version } = recipeFor(channel);
  const step: Facts<Post> = {
    post: item.id,
    channel,
    item,
    edition,
    source: hashSource(written, edition, channel),
    recipe: `${dialect}@${version}`,
    line: known.lines.get(keyOf(item.id, id)),
    intent: known.intents.get(keyOf(item.id, id)),
  };
  const verdict = judge(step, known);
  const notes = silent.has(verdict.action) ? [] : diagramNotes(step, known.drawsDiagrams);
  return { ...step, ...verdict, notes };
}

/** Steps that send nothing, now or after a wait. */
const silent: ReadonlySet<Action> = new Set(['unchanged', 'blocked']);

function judge(step: Facts, known: Knowledge): Verdict {
  const { channel, edition, line } = step;
  const { api, limits, name } = channel.platform;
  const isOpen = isUnanswered(step);
  const settled = isOpen || line === undefined ? undefined : settledVerdict(step, line, known.refresh);
  if (settled !== undefined) return settled;
  const why = [...channel.lacks, ...unknownThere(edition, channel), ...misfits(edition, limits, name)];
  if (why.length > 0) return { action: 'blocked', why };
  const start = line === undefined && !isOpen ? waitsUntil(step.item, channel) : undefined;
  if (start !== undefined && start > known.now) return scheduled(channel, start);
  if (api === undefined) return isOpen ? openVerdict(step) : byHand(step);
  const until = known.heldUntil(channel.account);
  if (until !== undefined && until > known.now)
    return { action: 'later', why: [known.reasonOfHold(channel.account) ?? `${name} asked to wait`], until };
  if (isOpen) return openVerdict(step);
  if (line === undefined) return known.renamed(step.item) ?? { action: 'create', why: [] };
  return api.update === undefined || line.id === undefined ? byHand(step) : { action: 'update', why: [] };
}

/** Whether it was sent, or was about to be, and no answer is known: the ledger has none that is later. */
function isUnanswered({ intent, line }: Facts): boolean {
  if (line?.state === 'uncertain') return true;
  return (
    intent !== undefined && (line === undefined || line.key !== intent.key || Date.parse(line.at) < intent.at)
  );
}

/** What is to be done about a copy that needs no request: undefined where it does. */
function settledVerdict(
  { source, recipe, item, channel }: Facts,
  line: Publication,
  refresh: boolean,
): Verdict | undefined {
  if (channel.platform.api?.final) return { action: 'unchanged', why: [] };
  if (line.state === 'removed') return { action: 'unchanged', why: ['you took it back'] };
  if (line.state === 'gone') return { action: 'unchanged', why: ['it was deleted there, and stays so'] };
  if (line.state === 'changed') return { action: 'changed', why: ['it was edited there by hand'] };
  const isSame = line.source === undefined ? !isNewer(item, line) : line.source === source;
  const isStale = refresh && line.recipe !== recipe;
  return isSame && !isStale ? { action: 'unchanged', why: [] } : undefined;
}

/** What was sent, or was about to be, and no answer is known. */
function openVerdict({ channel, line, intent }: Facts): Verdict {
  const { find, keyed, update } = channel.platform.api ?? {};
  if (line?.id !== undefined && update !== undefined) return { action: 'look-up', why: [] };
  if (find !== undefined || keyed) return { action: 'look-up', why: [] };
  return { action: 'uncertain', why: [whereToLook(channel, line?.post ?? intent?.post ?? '')] };
}

/** What its author does about a copy that may be there, where the platform cannot be asked. */
function whereToLook({ id, platform }: OpenChannel, post: string): string {
  const { name, wechatsync } = platform;
  if (wechatsync !== undefined)
    return `a draft may be at ${name}, and ${name} cannot be asked. ${draftHint({ post, channel: id, name })}`;
  return `it may be on ${name} already, and ${name} cannot be asked: look there. If it is there: npx byline adopt ${post} --to ${id} <its address>. If it is not, publish it by name with --yes`;
}

function byHand({ channel, line, post }: Facts): Verdict {
  const { name, kit, wechatsync } = channel.platform;
  if (line !== undefined)
    return { action: 'by-hand', why: [`it was edited since: bring the copy on ${name} up to date by hand`] };
  if (kit === undefined)
    return { action: 'blocked', why: [`${name} can neither be written to nor be written on by hand`] };
  const kitCommand = `npx byline kit ${post} --to ${channel.id}`;
  const byBrowser = `npx byline publish ${post} --to ${channel.id} --via wechatsync`;
  return {
    action: 'by-hand',
    why: [wechatsync === undefined ? kitCommand : `${kitCommand}, or a draft by your browser: ${byBrowser}`],
  };
}

/** The channel's `delay` is not over. */
function scheduled({ settings }: OpenChannel, until: Millis): Verdict {
  return { action: 'scheduled', why: [`it goes there ${settings.delay} after its publication`], until };
}

/** What a post's front matter asks of a platform that cannot do it, a sentence each. */
function unknownThere({ text, slug }: Edition, channel: OpenChannel): string[] {
  const { id, platform } = channel;
  const isShort = recipeFor(channel).form === 'text';
  return [
    ...(text === undefined || isShort
      ? []
      : [`text: ${platform.name} takes a post and no short text: take channels.${id}.text out`]),
    ...(slug === undefined || platform.slugs
      ? []
      : [`slug: ${platform.name} makes the addresses of its posts itself: take channels.${id}.slug out`]),
  ];
}

/** For copies of an earlier version, whose source nobody kept. */
function isNewer({ date_modified, date_published }: PostOutline, { at }: Publication): boolean {
  return Date.parse(date_modified ?? date_published) > Date.parse(at);
}

function knowledgeOf(planned: Planned<PostOutline>): Knowledge {
  const { items, ledger, intents = [], held = {}, refresh = false, drawsDiagrams = true, now } = planned;
  return {
    lines: new Map(ledger.map((line) => [keyOf(line.post, line.channel), line])),
    intents: new Map(intents.map((intent) => [keyOf(intent.post, intent.channel), intent])),
    heldUntil: held.until ?? (() => undefined),
    reasonOfHold: held.reason ?? (() => undefined),
    renamed: findRenamed(items, ledger, intents),
    refresh,
    drawsDiagrams,
    now,
  };
}

function choose<Thing extends { readonly id: string }>(
  kind: string,
  all: readonly Thing[],
  ids: readonly string[] = [],
): readonly Thing[] {
  if (ids.length === 0) return all;
  const known = all.map((thing) => thing.id);
  const strange = ids.find((id) => !known.includes(id));
  if (strange !== undefined)
    throw new Problem(`there is no ${kind} “${strange}”`, { hint: suggest(strange, known) });
  return all.filter((thing) => ids.includes(thing.id));
}

/** The id of a post that is named by its id, or by the name of its file. */
function idOf(named: string, items: readonly PostOutline[]): string {
  if (items.some(({ id }) => id === named)) return named;
  const called = items.filter(({ url }) => decodeURI(new URL(url).pathname).endsWith(`/${named}/`));
  return called.length === 1 ? (called[0]?.id ?? named) : named;
}

function keyOf(post: string, channel: string): string {
  return `${post}\n${channel}`;
}

/** One post on one channel, and what is known of it. */
interface Facts<Post extends PostOutline = PostOutline> {
  readonly post: string;
  readonly channel: OpenChannel;
  readonly item: Post;
  readonly edition: Edition;
  /** SHA-256 of what the author wrote. */
  readonly source: string;
  /** The recipe that would render it, such as `gfm@3`. */
  readonly recipe: string;
  readonly line: Publication | undefined;
  readonly intent: Intent | undefined;
}

/** A step of a plan. One of whole posts can be carried out; one of outlines can be shown. */
export type Step<Post extends PostOutline = FeedItem> = Facts<Post> &
  Verdict & {
    /** What the author should know before it goes out, a sentence each. Nothing here stops the step. */
    readonly notes: readonly string[];
  };

/** A step that can be shown, and perhaps not be carried out. */
export type OutlinedStep = Step<PostOutline>;

interface Knowledge {
  readonly lines: ReadonlyMap<string, Publication>;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly heldUntil: (account: string) => Millis | undefined;
  readonly reasonOfHold: (account: string) => string | undefined;
  readonly renamed: (item: PostOutline) => Verdict | undefined;
  readonly refresh: boolean;
  readonly drawsDiagrams: boolean;
  readonly now: Millis;
}

export interface Planned<Post extends PostOutline = FeedItem> {
  /** Every post of the site. */
  readonly items: readonly Post[];
  readonly channels: readonly OpenChannel[];
  readonly ledger: readonly Publication[];
  /** What the journal holds that was not answered. */
  readonly intents?: readonly Intent[];
  /** Until when an account asked to be left alone, and why. */
  readonly held?: {
    readonly until?: (account: string) => Millis | undefined;
    readonly reason?: (account: string) => string | undefined;
  };
  /** Only these posts, only these channels, by id or by the name of the post's file. */
  readonly only?: { readonly posts?: readonly string[]; readonly channels?: readonly string[] };
  /** Send what an older recipe rendered, though its author did not change it. @default false */
  readonly refresh?: boolean;
  /** Whether this machine can draw diagrams. @default true */
  readonly drawsDiagrams?: boolean;
  readonly now: Millis;
}
