import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCollector } from '../../../integrations/attribution/collector/app.ts';
import { openStore, type Store } from '../../../integrations/attribution/collector/store.ts';
import { type Postgres, startPostgres } from '../../servers/postgres.ts';
import { offers } from '../builders.ts';
import { browser, SITE, view } from '../collector/collector.ts';

const ZONE = 'Asia/Shanghai';
const always = { from: 0, to: Date.now() + 86_400_000 };

/** A server of its own, since it is killed. */
let server: Postgres;
let store: Store;

beforeAll(async () => {
  server = await startPostgres();
  store = await openStore({ database: server.url, now: Date.now, timeZone: ZONE });
});

afterAll(async () => {
  await store.close();
  await server.stop();
});

test('a server killed under load loses nothing that was acknowledged, and each event counts once', async () => {
  const app = createCollector({
    ...{ store, offers, posts: null, origins: [SITE], languages: ['en'], timeZone: ZONE, now: Date.now },
    ...{ secret: 'a secret of this test', randomId: () => crypto.randomUUID() },
    eventPace: { burst: 1_000_000, perSecond: 1 },
    report: () => undefined,
  });
  const [sent, acknowledged] = [new Map<string, string>(), new Set<string>()];
  const send = async (id: string, body: string) => {
    const { status } = await app.request('/api/events', { method: 'POST', body, headers: browser });
    if (status === 202) acknowledged.add(id);
  };
  let isOver = false;
  const keepSending = async () => {
    while (!isOver) {
      const event = view();
      const [id, body] = [String(event['id']), JSON.stringify(event)];
      sent.set(id, body);
      await send(id, body);
    }
  };
  const untilAcknowledged = async (count: number) => {
    while (acknowledged.size < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  const readers = Array.from({ length: 30 }, keepSending);
  for (let times = 1; times <= 3; times += 1) {
    await untilAcknowledged(times * 300);
    await server.kill();
    const before = acknowledged.size;
    await server.start();
    // The same collector goes on by itself.
    await untilAcknowledged(before + 100);
  }
  isOver = true;
  await Promise.all(readers);

  const counted = async () => (await store.counts(always)).reduce((sum, { n }) => sum + n, 0);
  expect(await counted()).toBeGreaterThanOrEqual(acknowledged.size);
  expect(await counted()).toBeLessThanOrEqual(sent.size);
  // A browser that had no answer sends the event again.
  for (const [id, body] of sent) if (!acknowledged.has(id)) await send(id, body);
  expect(acknowledged.size).toBe(sent.size);
  expect(await counted()).toBe(sent.size);
});
