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
import { type Said, say } from '../sayings.ts';
import { draftHint } from '../wechatsync/draft-hint.ts';
import { diagramNotes } from './diagram-notes.ts';
import { goesTo, waitsUntil } from './goes-to.ts';
import { findRenamed } from './renamed.ts';
import { type Action, type Verdict, verdict } from './verdict.ts';

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
  const judged = judge(step, known);
  const notes = silent.has(judged.action) ? [] : diagramNotes(step, known.drawsDiagrams);
  return { ...step, ...judged, notes };
}

/** Steps that send nothing, now or after a wait. */
const silent: ReadonlySet<Action> = new Set(['unchanged', 'blocked']);

function judge(step: Facts, known: Knowledge): Verdict {
  const { channel, edition, line } = step;
  const { api, limits, name } = channel.platform;
  const isOpen = isUnanswered(step);
  const settled = isOpen || line === undefined ? undefined : settledVerdict(step, line, known.refresh);
  if (settled !== undefined) return settled;
  const why = [
    ...channel.lacks.map((lack) => say('quoted', lack)),
    ...unknownThere(edition, channel),
    ...misfits(edition, limits, name),
  ];
  if (why.length > 0) return verdict('blocked', ...why);
  const start = line === undefined && !isOpen ? waitsUntil(step.item, channel) : undefined;
  if (start !== undefined && start > known.now) return scheduled(channel, start);
  if (api === undefined) return isOpen ? openVerdict(step) : byHand(step);
  const until = known.heldUntil(channel.account);
  if (until !== undefined && until > known.now)
    return { ...verdict('later', reasonOfHold(channel, known)), until };
  if (isOpen) return openVerdict(step);
  if (line === undefined) return known.renamed(step.item) ?? verdict('create');
  return api.update === undefined || line.id === undefined ? byHand(step) : verdict('update');
}

function reasonOfHold({ account, platform }: OpenChannel, known: Knowledge): Said {
  const reason = known.reasonOfHold(account);
  return reason === undefined ? say('askedToWait', platform.name) : say('quoted', reason);
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
  if (channel.platform.api?.final) return verdict('unchanged');
  if (line.state === 'removed') return verdict('unchanged', say('takenBack'));
  if (line.state === 'gone') return verdict('unchanged', say('staysDeleted'));
  if (line.state === 'changed') return verdict('changed', say('editedThere'));
  const isSame = line.source === undefined ? !isNewer(item, line) : line.source === source;
  const isStale = refresh && line.recipe !== recipe;
  return isSame && !isStale ? verdict('unchanged') : undefined;
}

/** What was sent, or was about to be, and no answer is known. */
function openVerdict({ channel, line, intent }: Facts): Verdict {
  const { find, keyed, update } = channel.platform.api ?? {};
  if (line?.id !== undefined && update !== undefined) return verdict('look-up');
  if (find !== undefined || keyed) return verdict('look-up');
  return verdict('uncertain', whereToLook(channel, line?.post ?? intent?.post ?? ''));
}

/** What its author does about a copy that may be there, where the platform cannot be asked. */
function whereToLook({ id, platform }: OpenChannel, post: string): Said {
  const { name, wechatsync } = platform;
  if (wechatsync !== undefined) return say('draftMayBe', name, draftHint({ post, channel: id, name }));
  return say('lookThere', name, id, post);
}

function byHand({ channel, line, post }: Facts): Verdict {
  const { name, kit, wechatsync } = channel.platform;
  if (line !== undefined) return verdict('by-hand', say('editedSince', name));
  if (kit === undefined) return verdict('blocked', say('noWayIn', name));
  const kitCommand = `npx byline kit ${post} --to ${channel.id}`;
  const byBrowser = `npx byline publish ${post} --to ${channel.id} --via wechatsync`;
  const how =
    wechatsync === undefined ? say('byHand', kitCommand) : say('byHandOrBrowser', kitCommand, byBrowser);
  return verdict('by-hand', how);
}

/** The channel's `delay` is not over. */
function scheduled({ settings }: OpenChannel, until: Millis): Verdict {
  return { ...verdict('scheduled', say('scheduled', settings.delay ?? '')), until };
}

/** What a post's front matter asks of a platform that cannot do it, a sentence each. */
function unknownThere({ text, slug }: Edition, channel: OpenChannel): Said[] {
  const { id, platform } = channel;
  const isShort = recipeFor(channel).form === 'text';
  return [
    ...(text === undefined || isShort ? [] : [say('strangeText', platform.name, id)]),
    ...(slug === undefined || platform.slugs ? [] : [say('strangeSlug', platform.name, id)]),
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
    /** What the author should know before it goes out. Nothing here stops the step. */
    readonly notes: readonly Said[];
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
