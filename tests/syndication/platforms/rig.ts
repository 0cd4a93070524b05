import { onTestFinished } from 'vitest';
import { type Channel, channelSchema, type FeedItem } from '#domain';
import {
  loadPlatforms,
  type OpenChannel,
  openChannels,
  secretVariable,
} from '../../../integrations/syndication/channels/settings.ts';
import { createSend } from '../../../integrations/syndication/network/send.ts';
import { plan } from '../../../integrations/syndication/plan/plan.ts';
import type { Effects } from '../../../integrations/syndication/publish/effects.ts';
import { publish } from '../../../integrations/syndication/publish/publish.ts';
import type { Result } from '../../../integrations/syndication/publish/result.ts';
import { type BadProxy, startProxy } from '../../servers/misbehaving-proxy.ts';
import { calmEffects, journalInMemory, ledgerInMemory } from '../books-in-memory.ts';
import type { StandIn } from '../stand-in.ts';

/** What a rig needs of a server. One that several tests share is closed by them. */
export type RigServer = Pick<StandIn, 'url' | 'account' | 'secrets' | 'isWrite'> &
  Partial<Pick<StandIn, 'close'>>;

const platforms = await loadPlatforms();

/**
 * One channel `out` of a platform, on its server behind the proxy, with a clock of its own. It ends with the test.
 *
 * @param settings the channel's own, such as its `options`
 * @param start when its clock begins; a server with a clock of its own needs the present time
 */
export async function openRig<Server extends RigServer>(
  platform: string,
  server: Server,
  settings: Partial<Channel> = {},
  start = Date.UTC(2026, 10, 1),
): Promise<Rig<Server>> {
  const proxy = await startProxy(server.url, server.isWrite);
  onTestFinished(async () => {
    await proxy.close();
    await server.close?.();
  });
  const newBooks = () => ({ ledger: ledgerInMemory(), journal: journalInMemory() });
  const books = newBooks();
  let now = start;
  const { url } = proxy;
  const channel = channelSchema.parse({ platform, url, account: server.account, ...settings });
  const env = Object.fromEntries(
    Object.entries(server.secrets).map(([secret, value]) => [secretVariable('out', secret), value]),
  );
  const channels = openChannels({ out: channel }, { platforms, env, timeZone: 'UTC' });
  const effects = (changes: Partial<Effects>): Effects =>
    calmEffects(books, {
      now: () => now,
      sleep: async (duration) => {
        now += duration;
      },
      sendFor: ({ secrets, platform: { api } }) =>
        createSend(Object.values(secrets), { timeout: 5_000, backoff: () => 1, judge: api?.judge }),
      ...changes,
    });
  return {
    server,
    proxy,
    channels,
    books,
    effects,
    forget: () => {
      Object.assign(books, newBooks());
    },
    later: (minutes) => {
      now += minutes * 60_000;
    },
    run: (items, changes = {}) => {
      const { ledger, journal } = books;
      const held = { until: journal.heldUntil, reason: journal.reasonOfHold };
      const known = { ledger: ledger.lines(), intents: journal.intents(), held, now };
      return publish(plan({ items, channels, ...known }), effects(changes));
    },
  };
}

/** An author who says yes to everything. */
export const yes: Partial<Effects> = { consent: async () => true };

export interface Rig<Server extends RigServer = StandIn> {
  readonly server: Server;
  readonly proxy: BadProxy;
  readonly channels: readonly OpenChannel[];
  readonly books: Pick<Effects, 'ledger' | 'journal'>;
  effects(changes: Partial<Effects>): Effects;
  /** Loses the ledger and the journal. */
  forget(): void;
  /** Lets minutes pass. */
  later(minutes: number): void;
  /** Plans and publishes these posts. */
  run(items: readonly FeedItem[], changes?: Partial<Effects>): Promise<Result[]>;
}
