import { Hono } from 'hono';
import type { Channel, FeedItem, Millis, Publication } from '#domain';
import { studioStyle } from '../../integrations/studio/index.ts';
import {
  loadPlatforms,
  type OpenChannel,
  openChannels,
} from '../../integrations/syndication/channels/settings.ts';
import { plan } from '../../integrations/syndication/plan/plan.ts';
import type { Platform } from '../../integrations/syndication/platform.ts';
import type { Effects } from '../../integrations/syndication/publish/effects.ts';
import type { Desk } from '../../integrations/syndication/studio/desk.ts';
import { createRuns } from '../../integrations/syndication/studio/runs.ts';
import { publishingWing } from '../../integrations/syndication/studio/wing.ts';
import { calmEffects, journalInMemory, ledgerInMemory } from './books-in-memory.ts';
import { feedItem } from './feed-item.ts';

const platforms = await loadPlatforms();

/**
 * The pages of publishing as Studio mounts them, over books that are gone with the test.
 *
 * @param channels by id; `api` replaces the one of the platform, so that nothing leaves this machine
 */
export function openStudio({
  channels,
  items = [feedItem()],
  lines = [],
  apis = {},
  ...more
}: StudioSetting) {
  const books = { ledger: ledgerInMemory(lines), journal: journalInMemory() };
  const clock = { now: NOW };
  const faults: unknown[] = [];
  const keptIds: string[] = [];
  const opened = openChannels(channels, { platforms, env: more.env ?? {}, timeZone: 'UTC' }).map((channel) =>
    withApi(channel, apis[channel.id]),
  );
  const planned = (asked: Parameters<Desk['plan']>[0]) =>
    plan({
      ...asked,
      items,
      channels: opened,
      ledger: books.ledger.lines(),
      intents: books.journal.intents(),
      now: clock.now,
    });
  const desk: Desk = {
    site: {
      url: 'https://site.example/',
      title: { zh: '测试站', en: 'Fixture' },
      languages: ['zh', 'en'],
      timeZone: 'Asia/Shanghai',
    },
    channels: async () => opened,
    plan: async (asked) => planned(asked),
    editions: async (asked) => planned(asked),
    intents: async () => books.journal.intents(),
    run: ({ consent, ...asked }, work) =>
      work({
        effects: calmEffects(books, {
          consent,
          now: () => clock.now,
          sendFor: () => ({}) as ReturnType<Effects['sendFor']>,
        }),
        channels: opened,
        plan: async () => planned(asked),
      }),
    keepIds: async (posts) => {
      keptIds.push(...posts);
      return [];
    },
    onFault: (error) => faults.push(error),
  };
  const wing = publishingWing({
    desk,
    runs: createRuns(() => clock.now),
    secret: 'a secret of the server',
    now: () => clock.now,
    base: '/studio',
    isBrowserKnown: more.isBrowserKnown ?? false,
  });
  const app = new Hono()
    .get('/studio/report.css', (context) => context.body(studioStyle, 200, { 'Content-Type': 'text/css' }))
    .route('/studio', wing.routes(wing.entries));
  return { app, books, clock, faults, keptIds };
}

function withApi(channel: OpenChannel, api: Platform['api']): OpenChannel {
  return api === undefined ? channel : { ...channel, platform: { ...channel.platform, api } };
}

export const NOW: Millis = Date.UTC(2026, 10, 20, 4);

interface StudioSetting {
  readonly channels: Readonly<Record<string, Channel>>;
  readonly items?: readonly FeedItem[];
  readonly lines?: readonly Publication[];
  readonly apis?: Readonly<Record<string, Platform['api']>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly isBrowserKnown?: boolean;
}
