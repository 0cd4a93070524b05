import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem, sitePath } from '#domain';
import site from '#site';
import {
  createSend,
  type Effects,
  fitPicture,
  getBytes,
  getText,
  type Intent,
  newKey,
  type OpenChannel,
  openJournal,
  openLedger,
  plan,
  readFeed,
  readIntents,
  renderPictures,
  type Step,
  whyAbsent,
} from '../../integrations/syndication/index.ts';
import { whyNoChromium } from '../browser/why-no-chromium.ts';
import { requireOwner } from '../sample-site.ts';
import { consentWith } from './consent.ts';
import { mailingFor } from './mailing-for.ts';
import { JOURNAL, LEDGER, type PlanAsked, readChannels } from './plan-run.ts';
import { channelsVia, openBridge } from './wechatsync.ts';

const CACHE = resolve('.byline/editions');
const OUTBOXES = resolve('.byline/outbox');

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
            drawsDiagrams: whyNoChromium() === undefined,
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

function effectsWith(
  books: Pick<Effects, 'ledger' | 'journal'>,
  { from, only, yes, ...asked }: Asked,
): Effects {
  const known = new Map<string, Promise<string | undefined>>();
  const hasBrowser = whyNoChromium() === undefined;
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
      renderPictures(pictures, {
        folder: join(CACHE, 'drawings'),
        drawDiagrams: hasBrowser ? drawInBrowser : undefined,
      }),
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
export interface Asked extends PlanAsked {
  /** The author said yes beforehand. */
  readonly yes?: boolean;
  /** Answers what only the author can decide. @default asks at the terminal, where there is one */
  readonly consent?: Effects['consent'];
  /** Told that the author's browser is waited for, with the address that its extension needs. */
  readonly onWaiting?: (address: string) => void;
}

export interface Run {
  readonly effects: Effects;
  readonly channels: Channels;
  plan(): Promise<Step[]>;
}

type Channels = readonly OpenChannel[];
