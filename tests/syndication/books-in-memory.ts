import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Publication } from '#domain';
import { fitPicture } from '../../integrations/syndication/pictures/fit-picture.ts';
import type { Effects } from '../../integrations/syndication/publish/effects.ts';
import { newKey } from '../../integrations/syndication/publish/new-key.ts';
import type { Intent, Journal } from '../../integrations/syndication/records/journal.ts';
import type { Ledger } from '../../integrations/syndication/records/ledger.ts';

/** A ledger that is gone with the test; `onWrite` sees every line as it is written. */
export function ledgerInMemory(
  lines: readonly Publication[] = [],
  onWrite: (line: Publication) => void = () => {},
): Ledger {
  const held = new Map(lines.map((line) => [keyOf(line), line]));
  return {
    lines: () => [...held.values()],
    line: (post, channel) => held.get(keyOf({ post, channel })),
    write: async (line) => {
      held.set(keyOf(line), line);
      onWrite(line);
    },
    close: async () => {},
  };
}

/** A journal that is gone with the test; `onWrite` hears of every intent that begins or ends. */
export function journalInMemory(onWrite: (what: string, of: { post: string }) => void = () => {}): Journal {
  const intents = new Map<string, Intent>();
  const writes = new Map<string, number>();
  const holds = new Map<string, { until: number; why: string }>();
  const uploads = new Map<string, ReturnType<Journal['upload']>>();
  const sessions = new Map<string, ReturnType<Journal['session']>>();
  return {
    intents: () => [...intents.values()],
    begin: async (intent) => {
      intents.set(keyOf(intent), intent);
      writes.set(intent.account, intent.at);
      onWrite('begin', intent);
    },
    end: async (of) => {
      if (intents.delete(keyOf(of))) onWrite('end', of);
    },
    lastWrite: (account) => writes.get(account),
    heldUntil: (account) => holds.get(account)?.until,
    reasonOfHold: (account) => holds.get(account)?.why,
    hold: async (account, until, why) => {
      holds.set(account, { until, why });
    },
    upload: (account, sha256) => uploads.get(account + sha256),
    keepUpload: async (account, sha256, upload) => {
      uploads.set(account + sha256, upload);
    },
    session: (account) => sessions.get(account),
    keepSession: async (account, session, until) => {
      sessions.set(account, { session, until });
    },
    close: async () => {},
  };
}

const folder = join(tmpdir(), `byline-pictures-${process.pid}`);

/** What publishing needs of the world, where all is well and nobody is asked. */
export function calmEffects(
  books: Pick<Effects, 'ledger' | 'journal'>,
  changes: Partial<Effects> = {},
): Effects {
  return {
    ...books,
    site: 'https://site.example',
    now: Date.now,
    sleep: async () => {},
    newKey: () => newKey(changes.now?.() ?? Date.now()),
    whyAbsent: async () => undefined,
    readPicture: async () => new Uint8Array(Buffer.from(PIXEL, 'base64')),
    draw: async () => new Map(),
    fit: ({ bytes, name }, rules) => fitPicture({ bytes, name }, rules, folder),
    consent: async () => false,
    sendFor: () => {
      throw new Error('nothing may be sent');
    },
    ...changes,
  };
}

function keyOf({ post, channel }: Pick<Publication, 'post' | 'channel'>): string {
  return `${post}\n${channel}`;
}

/** A PNG of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
