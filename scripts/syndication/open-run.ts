import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem, sitePath } from '#domain';
import site from '#site';
import { authorFolders } from '../../integrations/author-files/author-folders.ts';
import {
  createSend,
  type Effects,
  fitPicture,
  getBytes,
  getText,
  type Intent,
  LEDGER_FILE,
  loadPlatforms,
  newKey,
  openChannels,
  openJournal,
  openLedger,
  plan,
  readFeed,
  readIntents,
  readLedger,
  renderPictures,
  type Step,
  whyAbsent,
} from '../../integrations/syndication/index.ts';
import { requireOwner } from '../sample-site.ts';
import { consentWith } from './consent.ts';
import { mailingFor } from './mailing-for.ts';
import { channelsVia, openBridge, type Way } from './wechatsync.ts';

const LEDGER = resolve(authorFolders('.').content, LEDGER_FILE);
const CACHE = resolve('.byline/editions');
const JOURNAL = resolve('.byline/publishing.jsonl');
const OUTBOXES = resolve('.byline/outbox');

/** The steps a run would take. Changes nothing, and asks no platform. */
export async function planRun(asked: Asked): Promise<Step[]> {
  const [items, { channels }, ledger, journal] = await Promise.all([
    readFeed(asked.from, getText),
    reachChannels(asked),
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
    now: Date.now(),
  });
}

/** What is being sent, or was when a run died. */
export async function readOpenIntents(): Promise<Intent[]> {
  return [...(await readIntents(JOURNAL)).intents.values()];
}

/** Does something with the ledger and the journal open; one run at a time. */
export async function withRun<Done>(asked: Asked, work: (run: Run) => Promise<Done>): Promise<Done> {
  requireOwner('npx byline publish');
  const ledger = await openLedger(LEDGER);
  try {
    const journal = await openJournal(JOURNAL, Date.now);
    const { channels, close } = await reachChannels(asked);
    try {
      const effects = effectsWith({ ledger, journal }, asked);
      return await work({
        effects,
        channels,
        plan: async () =>
          plan({
            ...asked,
            items: await readFeed(asked.from, getText),
            channels,
            ledger: ledger.lines(),
            intents: journal.intents(),
            held: { until: journal.heldUntil, reason: journal.reasonOfHold },
            now: Date.now(),
          }),
      });
    } finally {
      await close();
      await journal.close();
    }
  } finally {
    await ledger.close();
  }
}

/** The channels of `content/site.ts`, with the secrets of this environment. */
export async function readChannels(): Promise<Channels> {
  const surroundings = { platforms: await loadPlatforms(), env: process.env, timeZone: site.timeZone };
  return openChannels(site.channels, surroundings);
}

/** The channels as they are reached in the way that was asked for. No port is taken before something is sent. */
async function reachChannels({
  via,
  only,
  onWaiting,
}: Asked): Promise<{ channels: Channels; close(): Promise<void> }> {
  const channels = await readChannels();
  if (via === undefined) return { channels, close: async () => {} };
  const bridge = openBridge(process.env, onWaiting);
  return {
    channels: await channelsVia(channels, bridge, only?.channels),
    close: async () => bridge?.close(),
  };
}

/** Only these posts and channels: from `[slug…] --to ids`. */
export function chosen(posts: readonly string[], to: string | undefined): NonNullable<Asked['only']> {
  const channels = (to ?? '').split(',').map((id) => id.trim());
  return { posts, channels: channels.filter((id) => id !== '') };
}

function effectsWith(
  books: Pick<Effects, 'ledger' | 'journal'>,
  { from, only, yes, ...asked }: Asked,
): Effects {
  const known = new Map<string, Promise<string | undefined>>();
  const isNamed = (only?.posts?.length ?? 0) > 0 && (only?.channels?.length ?? 0) > 0;
  const consent = asked.consent ?? consentWith({ yes: yes ?? false, isNamed });
  return {
    ...books,
    site: site.url,
    now: Date.now,
    sleep,
    newKey: () => newKey(Date.now()),
    whyAbsent: (url) => {
      const answer = known.get(url) ?? whyAbsent(url);
      known.set(url, answer);
      return answer;
    },
    readPicture: (url) => readPicture(url, from),
    draw: (pictures) =>
      renderPictures(pictures, { folder: join(CACHE, 'drawings'), drawDiagrams: drawInBrowser }),
    fit: (picture, rules) => fitPicture(picture, rules, join(CACHE, 'pictures')),
    consent,
    sendFor: (channel) => {
      const { secrets, platform, proxy } = channel;
      return createSend([...Object.values(secrets), proxy?.login ?? ''], {
        judge: platform.api?.judge,
        proxy,
        mail: mailingFor(channel, { consent, outboxes: OUTBOXES }),
      });
    },
  };
}

/** A browser is started only for a post that has a diagram which its platform cannot draw. */
async function drawInBrowser(sources: readonly string[]) {
  const { drawDiagrams } = await import('../browser/draw-diagrams.ts');
  return drawDiagrams(sources);
}

/** A picture of the site from the built folder, where the site is published from there; else from its address. */
async function readPicture(url: string, from: string): Promise<Uint8Array> {
  const path = URL.canParse(from) ? null : sitePath(url, site);
  if (path === null) return getBytes(url);
  const file = resolve(join(from, decodeURIComponent(path)));
  if (!file.startsWith(resolve(from) + sep)) throw new Problem(`the picture ${url} leads out of ${from}`);
  return readFile(file).catch(() => getBytes(url));
}

/** What a command was asked for. */
export interface Asked {
  /** The built folder, or the address of a site. */
  readonly from: string;
  readonly only?: { readonly posts?: readonly string[]; readonly channels?: readonly string[] };
  readonly refresh?: boolean;
  /** The author said yes beforehand. */
  readonly yes?: boolean;
  /** Answers what only the author can decide. @default asks at the terminal, where there is one */
  readonly consent?: Effects['consent'];
  /** By what the channels are reached. @default each platform's own API */
  readonly via?: Way | undefined;
  /** Told that the author's browser is waited for, with the address that its extension needs. */
  readonly onWaiting?: (address: string) => void;
}

export interface Run {
  readonly effects: Effects;
  readonly channels: Channels;
  plan(): Promise<Step[]>;
}

type Channels = ReturnType<typeof openChannels>;
