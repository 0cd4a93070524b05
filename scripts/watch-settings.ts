import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { ViteUserConfig } from 'astro';
import type { Problem } from '#domain';
import { faultPage } from '../integrations/content-layer/preview/fault-page.ts';
import { printProblems } from './print-error.ts';
import { settingsFile, settingsProblems } from './read-settings.ts';

/**
 * While someone writes: says what is wrong with `content/site.ts`, or the words in `content/strings/`, once it is
 * saved. It says so in the terminal, and in the browser in place of every page, for each page needs them.
 *
 * @param root the project's folder
 */
export function watchSettings(root: string): Plugin {
  const file = join(root, settingsFile(root));
  const words = join(root, 'content/strings');
  return {
    name: 'byline:watch-settings',
    apply: 'serve',
    configureServer: ({ watcher, ws, middlewares }) => {
      const problemsNow = settingsReader(root, { file, words }, (problems) => {
        printProblems(problems);
        ws.send({ type: 'full-reload', path: '*' });
      });
      const look = async (path: string) => {
        if (path !== file && dirname(path) !== words) return;
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
  { file, words }: { readonly file: string; readonly words: string },
  onChange: (problems: readonly Problem[]) => void,
): () => Promise<readonly Problem[]> {
  const stampNow = () => [file, ...filesIn(words)].map(stampOf).join('-');
  const read = async (stamp: string): Promise<readonly Problem[]> => {
    // Under an address of its own: Node reads a module once.
    const found = await settingsProblems(
      root,
      () => import(`${pathToFileURL(file).href}?${stamp}`),
      () => import(`${import.meta.resolve('#strings')}?${stamp}`),
    );
    const said = found.map(({ message, place }) => `${place?.file} ${place?.line} ${message}\n`).join('');
    if (said !== known) {
      known = said;
      onChange(found);
    }
    return found;
  };
  let known = '';
  let last = { stamp: stampNow(), found: Promise.resolve<readonly Problem[]>([]) };
  return async () => {
    const stamp = stampNow();
    // A page that is asked for while the settings are read waits for the same answer.
    if (stamp !== last.stamp || (await last.found).length > 0) last = { stamp, found: read(stamp) };
    return last.found;
  };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
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
