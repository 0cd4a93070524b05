/**
 * The whole server of a site in a process of its own, for benches: `node serve-collector.ts '<JSON of ServeSettings>'`
 * prints its port. It is what `npx byline start` runs, over a site of one page.
 */
import type { Store } from '../../../integrations/attribution/index.ts';
import { soundContent } from '../../content.ts';
import { listen } from '../../listen.ts';
import { openSiteStore } from '../../open-store.ts';
import { siteServer } from '../../site-server.ts';
import { openRuns } from '../../syndication/desk.ts';
import { acknowledgeFromMemory } from './acknowledge-from-memory.ts';

export interface ServeSettings {
  /** The path of a file, or `postgres://…`. */
  readonly database: string;
  /** The folder of the site. */
  readonly dist: string;
  /** Whether an event is acknowledged before it is written anywhere. */
  readonly fromMemory: boolean;
  /** Studio's password. */
  readonly password: string;
}

const { database, dist, fromMemory, password }: ServeSettings = JSON.parse(process.argv[2] ?? '');
const content = await soundContent();
const opened = await openSiteStore({ database, content });
const store: Store = fromMemory ? acknowledgeFromMemory(opened) : opened;
const app = await siteServer({
  ...{ content, store, database, dist, password, runs: openRuns() },
  secret: 'a secret of this bench, long enough',
  origins: ['https://bench.example'],
});
const server = await listen(app, { port: 0, host: '127.0.0.1' });
process.on('SIGTERM', async () => {
  await server.close();
  await store.close();
  process.exit();
});
console.log(server.port);
