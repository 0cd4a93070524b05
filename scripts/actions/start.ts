import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Hono } from 'hono';
import pc from 'picocolors';
import { basePath, Problem } from '#domain';
import siteSettings from '#site';
import { databaseAddress, databaseName } from '../../integrations/attribution/index.ts';
import { buildSite } from '../build-site.ts';
import { soundContent } from '../content.ts';
import { type KeptSecret, siteSecret, studioPassword } from '../first-use.ts';
import { followBuilds } from '../follow-builds.ts';
import { type Listening, listen } from '../listen.ts';
import { openSiteStore } from '../open-store.ts';
import { siteServer } from '../site-server.ts';
import { openRuns } from '../syndication/desk.ts';

interface Options {
  readonly port: number;
  readonly host: string;
  readonly build: boolean;
}

/** Builds the site and serves it until someone asks the server to stop. */
export default async function start({ port, host, build }: Options): Promise<void> {
  const content = await soundContent();
  if (!build) requireBuild();
  const database = databaseAddress(process.env);
  const [password, secret] = [await studioPassword(process.env), await siteSecret(process.env)];
  // The port is taken before the build, so that one in use is told at once; the app follows it.
  const site = { app: async () => building() };
  const server = await listen(
    { fetch: async (...request) => (await site.app()).fetch(...request) },
    { port, host },
  );
  try {
    const store = await openSiteStore({ database, content });
    try {
      if (build) await buildSite({ quiet: true });
      const origins = [`http://localhost:${server.port}`, `http://127.0.0.1:${server.port}`];
      const trustedProxies = readCount('BYLINE_TRUSTED_PROXIES', process.env);
      const settings = {
        store,
        database,
        dist: 'dist',
        password: password.value,
        ...(password.isFile && { passwordIn: password.where }),
        secret: secret.value,
        origins,
        runs: openRuns(),
        trustedProxies,
      };
      const built = await followBuilds(content, (current) => siteServer({ ...settings, content: current }));
      site.app = () => built.app();
      announce(server, database, password);
      await stopped();
    } finally {
      await store.close();
    }
  } finally {
    await server.close();
  }
}

function requireBuild(): void {
  if (existsSync('dist/index.html')) return;
  throw new Problem('there is no site in dist/ to serve', {
    hint: 'Run `npm run build` first, or leave --no-build out.',
  });
}

/** A whole number from the environment; undefined when it is not set. */
function readCount(name: string, environment: NodeJS.ProcessEnv): number | undefined {
  const text = environment[name];
  if (text === undefined || text === '') return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new Problem(`${name} is “${text}”`, { hint: 'It is how many proxies stand in front: 0, 1, 2 …' });
}

function building(): Hono {
  const app = new Hono();
  app.all('*', (context) =>
    context.text('The site is being built. Try again in a moment.', 503, { 'Retry-After': '2' }),
  );
  return app;
}

function announce({ port }: Listening, database: string, password: KeptSecret): void {
  const address = `http://localhost:${port}${basePath(siteSettings)}`;
  console.log(`
  ${pc.bold('Site')}      ${pc.cyan(address)}
  ${pc.bold('Report')}    ${pc.cyan(`${address}studio/`)}  password in ${password.where}
  ${pc.bold('Database')}  ${databaseName(database)}

  Ctrl+C stops it.`);
}

/** Resolves when someone asks the server to stop. */
async function stopped(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
