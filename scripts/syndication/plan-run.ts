import { resolve } from 'node:path';
import type { PostOutline } from '#domain';
import site from '#site';
import { authorFolders } from '../../integrations/author-files/author-folders.ts';
import {
  loadPlatforms,
  type OpenChannel,
  openChannels,
} from '../../integrations/syndication/channels/settings.ts';
import { readFeed, readOutlines } from '../../integrations/syndication/editions/feed.ts';
import { plan, type Step } from '../../integrations/syndication/plan/plan.ts';
import { readIntents } from '../../integrations/syndication/records/journal.ts';
import { LEDGER_FILE, readLedger } from '../../integrations/syndication/records/ledger.ts';
import { whyNoChromium } from '../browser/why-no-chromium.ts';
import type { Way } from './wechatsync.ts';

// What sends, draws and serves takes a hundred megabytes to load, and a plan needs none of it: nothing here may load
// the door of the wing.

export const LEDGER = resolve(authorFolders('.').content, LEDGER_FILE);
export const JOURNAL = resolve('.byline/publishing.jsonl');

/** The steps a run would take, without the texts of posts. Changes nothing, and asks no platform. */
export async function planRun(asked: PlanAsked): Promise<Step<PostOutline>[]> {
  return planOf(await readOutlines(asked.from, getText), asked);
}

/** The same steps with the texts of posts, to be rendered. */
export async function planWithTexts(asked: PlanAsked): Promise<Step[]> {
  return planOf(await readFeed(asked.from, getText), asked);
}

async function planOf<Post extends PostOutline>(
  items: readonly Post[],
  asked: PlanAsked,
): Promise<Step<Post>[]> {
  const [channels, ledger, journal] = await Promise.all([
    channelsFor(asked),
    readLedger(LEDGER),
    readIntents(JOURNAL),
  ]);
  return plan({
    ...asked,
    items,
    channels,
    ledger,
    intents: [...journal.intents.values()],
    held: {
      until: (account) => journal.holds.get(account),
      reason: (account) => journal.reasons.get(account),
    },
    drawsDiagrams: whyNoChromium() === undefined,
    now: Date.now(),
  });
}

/** The channels of `content/site.ts`, with the secrets of this environment. */
export async function readChannels(): Promise<OpenChannel[]> {
  const surroundings = { platforms: await loadPlatforms(), env: process.env, timeZone: site.timeZone };
  return openChannels(site.channels, surroundings);
}

/** Only these posts and channels: from `[slug…] --to ids`. */
export function chosen(posts: readonly string[], to: string | undefined): NonNullable<PlanAsked['only']> {
  const channels = (to ?? '').split(',').map((id) => id.trim());
  return { posts, channels: channels.filter((id) => id !== '') };
}

/** The channels as they are reached in the way that was asked for. No plan waits for the browser. */
async function channelsFor({ via, only }: PlanAsked): Promise<readonly OpenChannel[]> {
  const channels = await readChannels();
  if (via === undefined) return channels;
  const { channelsVia, openBridge } = await import('./wechatsync.ts');
  return channelsVia(channels, openBridge(process.env), only?.channels);
}

/** Reads a feed that is not on the disk. */
async function getText(url: string): Promise<string> {
  const send = await import('../../integrations/syndication/network/send.ts');
  return send.getText(url);
}

/** What a plan is asked for. */
export interface PlanAsked {
  /** The built folder, or the address of a site. */
  readonly from: string;
  readonly only?: { readonly posts?: readonly string[]; readonly channels?: readonly string[] };
  readonly refresh?: boolean;
  /** By what the channels are reached. @default each platform's own API */
  readonly via?: Way | undefined;
}
