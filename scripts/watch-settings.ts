import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { ViteUserConfig } from 'astro';
import type { Problem } from '#domain';
import { faultPage } from '../integrations/markdown/preview/fault-page.ts';
import { printProblems } from './print-error.ts';
import { settingsFile, settingsProblems } from './read-settings.ts';

/**
 * While someone writes: says what is wrong with `content/site.ts` once it is saved, in the terminal, and in the
 * browser in place of every page, for each of them needs it.
 *
 * @param root the project's folder
 */
export function watchSettings(root: string): Plugin {
  const file = join(root, settingsFile(root));
  return {
    name: 'byline:watch-settings',
    apply: 'serve',
    configureServer: ({ watcher, ws, middlewares }) => {
      const problemsNow = settingsReader(root, file, (problems) => {
        printProblems(problems);
        ws.send({ type: 'full-reload', path: '*' });
      });
      const look = async (path: string) => {
        if (path !== file) return;
        await pause(WRITTEN_WITHIN);
        await problemsNow();
      };
      for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, look);
      middlewares.use(async (request, response, next) => {
        const problems = isPage(request.url) ? await problemsNow() : [];
        if (problems.length === 0) return next();
        const page = await faultPage(problems, root, 'No page shows before it is mended.');
        response.writeHead(500, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
        response.end(page);
      });
    },
  };
}

/** Reads the settings again where they were saved since, or were wrong; calls back when something else is wrong than before. */
function settingsReader(
  root: string,
  file: string,
  onChange: (problems: readonly Problem[]) => void,
): () => Promise<readonly Problem[]> {
  let [read, known] = [stampOf(file), ''];
  return async () => {
    const stamp = stampOf(file);
    if (stamp === read && known === '') return [];
    read = stamp;
    // Under an address of its own: Node reads a module once.
    const found = await settingsProblems(root, () => import(`${pathToFileURL(file).href}?${stamp}`));
    const said = found.map(({ message, place }) => `${place?.line} ${message}\n`).join('');
    if (said !== known) {
      known = said;
      onChange(found);
    }
    return found;
  };
}

/** Another number each time a file is saved; 0 where there is none. */
function stampOf(file: string): string {
  return String(statSync(file, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0);
}

/** Milliseconds: a file is said to have changed as soon as the first of it is written, and not again until then. */
const WRITTEN_WITHIN = 60;

/** Not what the bundler serves of its own: the page that says what is wrong needs some of it. */
function isPage(url = '/'): boolean {
  return !/^\/[@_]|^\/node_modules\/|^[^?]*\.\w+$/.test(url);
}

type Plugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { configureServer?: unknown }>;
