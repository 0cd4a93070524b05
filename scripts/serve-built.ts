import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSite } from './build-site.ts';
import { soundContent } from './content.ts';
import { listen } from './listen.ts';
import { openSiteStore } from './open-store.ts';
import { siteServer } from './site-server.ts';
import { openRuns } from './syndication/desk.ts';

/** This checkout's site, as readers get it. */
export interface ServedSite {
  /** `http://localhost:4321`, without a last slash. */
  readonly home: string;
  close(): Promise<void>;
}

/** Builds this checkout and serves it on a free port, with a collector that forgets. */
export async function serveBuilt(): Promise<ServedSite> {
  const content = await soundContent();
  await buildSite({ quiet: true });
  const folder = await mkdtemp(join(tmpdir(), 'byline-'));
  const database = join(folder, 'byline.db');
  const store = await openSiteStore({ database, content });
  // The collector has to know the address before anyone can ask it.
  let app: Awaited<ReturnType<typeof siteServer>> | undefined;
  const server = await listen(
    { fetch: (...request) => app?.fetch(...request) ?? new Response(null, { status: 503 }) },
    { port: 0, host: '127.0.0.1' },
  );
  const home = `http://localhost:${server.port}`;
  app = await siteServer({
    content,
    store,
    database,
    dist: 'dist',
    password: '-',
    secret: '-',
    origins: [home],
    runs: openRuns(),
  });
  return {
    home,
    close: async () => {
      await server.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
