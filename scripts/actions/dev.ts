import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dev as startDev } from 'astro';
import { Problem } from '#domain';
import site from '#site';
import { followWatchers, type Watcher } from '../../integrations/content-layer/current-watcher.ts';
import { listen } from '../listen.ts';
import { previewBelowPath } from '../preview-below-path.ts';
import { printError } from '../print-error.ts';
import { watchSettings } from '../watch-settings.ts';

/** Starts the preview. Astro prints its addresses. */
export default async function dev({ port, host }: Options): Promise<void> {
  process.env['ASTRO_DEV_BACKGROUND'] = '0';
  await requireFreePort(port, host === true ? '0.0.0.0' : (host ?? '127.0.0.1'));
  const vite = { plugins: [watchSettings(process.cwd()), ...previewBelowPath(site)] };
  const { watcher } = await startDev({ server: { port, host: host ?? false }, vite });
  stopWithoutStore(watcher);
  followWatchers('.astro', async (next) => stopWithoutStore(next));
}

interface Options {
  readonly port: number;
  /** An address to listen on; true for every address of this machine. @default this machine alone */
  readonly host?: string | true;
}

function stopWithoutStore(watcher: Watcher): void {
  const store = join(process.cwd(), '.astro/data-store.json');
  watcher.on('unlink', (path) => (path === store ? stopUnlessBack(store) : undefined));
}

/** Astro would move to the next port without a word, and the browser would go on showing something else. */
async function requireFreePort(port: number, host: string): Promise<void> {
  const server = await listen({ fetch: () => new Response() }, { port, host });
  await server.close();
}

/** Astro reads content once, into this file; without it, it would go on and serve a site with nothing in it. */
async function stopUnlessBack(store: string): Promise<void> {
  await pause(BACK_WITHIN);
  if (existsSync(store)) return;
  const hint = 'Start the preview again: npm run dev';
  printError(new Problem('.astro/ was deleted while the preview worked in it', { hint }));
  process.exit(1);
}

/** Milliseconds in which a file that is written anew is there again. */
const BACK_WITHIN = 300;
