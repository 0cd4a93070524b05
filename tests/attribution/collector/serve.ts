/** A collector on a port of its own, for tests that kill it: `node serve.ts <database>` prints its port. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createCollector } from '../../../integrations/attribution/collector/app.ts';
import { openStore } from '../../../integrations/attribution/collector/store.ts';

const [, , file = ''] = process.argv;
const store = await openStore({ database: file, now: Date.now, timeZone: 'Asia/Shanghai' });
const app = createCollector({
  store,
  offers: [],
  posts: null,
  origins: ['https://site.example'],
  languages: ['en'],
  timeZone: 'Asia/Shanghai',
  secret: 'a secret of this test',
  now: Date.now,
  randomId: () => crypto.randomUUID(),
  eventPace: { burst: 1_000_000, perSecond: 1 },
});

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => console.log(port));
