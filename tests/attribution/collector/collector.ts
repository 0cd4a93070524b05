import type { Hono } from 'hono';
import { createCollector } from '../../../integrations/attribution/collector/app.ts';
import type { CollectorSettings } from '../../../integrations/attribution/collector/settings.ts';
import { createNaming } from '../../../integrations/attribution/collector/sources.ts';
import { openStore, type Store } from '../../../integrations/attribution/collector/store.ts';
import { NOW, offers, ZONE } from '../builders.ts';
import { emptyDatabase } from '../database.ts';

export const SITE = 'https://site.example';

/** Headers of a reader's browser on a page of ours. */
export const browser: Readonly<Record<string, string>> = {
  Origin: SITE,
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
};

export const always = { from: 0, to: NOW + 365 * 86_400_000 };

/** A collector over a store of its own, and a clock that stands until it is moved. */
export async function startCollector(own: Partial<CollectorSettings> = {}): Promise<Started> {
  const clock = { now: NOW };
  const now = () => clock.now;
  const { address: database, remove } = await emptyDatabase();
  const store = await openStore({
    database,
    now,
    timeZone: ZONE,
    naming: createNaming({ community: {}, dev: {} }),
  });
  const app = createCollector({
    store,
    offers,
    posts: new Set(['hello', 'bonjour']),
    origins: [SITE],
    languages: ['zh', 'en'],
    timeZone: ZONE,
    secret: 'a secret of this test',
    now,
    randomId: () => crypto.randomUUID(),
    ...own,
  });
  const close = async () => {
    await store.close();
    await remove();
  };
  return { app, store, clock, database, close };
}

/** What the beacon sends. */
export function view(own: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: crypto.randomUUID(), type: 'view', from: ' ', ...own };
}

export interface Started {
  readonly app: Hono;
  readonly store: Store;
  readonly clock: { now: number };
  /** The store's: the path of a file, or `postgres://…`. */
  readonly database: string;
  close(): Promise<void>;
}
