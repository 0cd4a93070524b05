import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Hono } from 'hono';
import pc from 'picocolors';
import { hostPath } from '#domain';
import site from '#site';
import {
  createLive,
  fillWithDemo,
  loadModels,
  openReports,
  type Store,
  sponsorRoutes,
  studioRoutes,
} from '../../integrations/attribution/index.ts';
import type { Content } from '../../integrations/content/index.ts';
import { soundContent } from '../content.ts';
import { listen } from '../listen.ts';
import { openSiteStore } from '../open-store.ts';
import { namesIn, offersIn, reportContent } from '../report-content.ts';

/** All of it is made up, and only this machine can ask. */
const PASSWORD = 'demo';

/** Makes a year, and shows it in Studio until someone asks it to stop. */
export default async function demo({ port, db, serve }: Options): Promise<void> {
  const content = await soundContent();
  const store = await makeYear(db, content);
  try {
    if (serve) await show(store, { port, db, content });
    else console.log(db);
  } finally {
    await store.close();
  }
}

async function makeYear(file: string, content: Content): Promise<Store> {
  await mkdir(dirname(file), { recursive: true });
  for (const part of ['', '-wal', '-shm']) await rm(`${file}${part}`, { force: true });
  const store = await openSiteStore({ database: file, content });
  const posts = content.posts.map(({ noun: { id, lang, offers } }) => ({ id, lang, offers }));
  const channels = Object.keys(site.channels);
  const offers = offersIn(content);
  const now = Date.now();
  console.log(pc.dim('Making up a year …'));
  await fillWithDemo(store, { posts, channels, offers, now, timeZone: site.timeZone });
  return store;
}

async function show(
  store: Store,
  { port, db, content }: Omit<Options, 'serve'> & { content: Content },
): Promise<void> {
  const settings = await reportContent(content);
  const reports = openReports(db, settings);
  const base = hostPath('/studio', site);
  const named = { ...namesIn(content), content: settings, reports, site, now: Date.now };
  const studio = { ...named, store, base, models: await loadModels(), live: createLive(Date.now) };
  const app = new Hono()
    .route(base, studioRoutes({ ...studio, password: PASSWORD, secret: randomUUID() }))
    .route(hostPath('/', site), sponsorRoutes(named))
    .get('*', (context) => context.redirect(base));
  const server = await listen(app, { port, host: '127.0.0.1' });
  console.log(`
  ${pc.bold('Studio')}    ${pc.cyan(`http://localhost:${server.port}${base}`)}  password ${PASSWORD}
  ${pc.bold('Database')}  ${db}

  Nobody in it is real. Ctrl+C stops it.`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await reports.close();
  await server.close();
}

interface Options {
  readonly port: number;
  readonly db: string;
  readonly serve: boolean;
}
