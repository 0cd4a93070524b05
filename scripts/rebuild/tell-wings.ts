import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration, AstroUserConfig } from 'astro';
import type { ChangedPages } from '../../integrations/build-cache/changed-pages.ts';
import type { Say } from './say.ts';

/** The integrations of a project. */
export async function loadWings(root: string): Promise<AstroIntegration[]> {
  const address = fileUrl(root, 'astro.config.mjs').href;
  const { default: config }: { default: AstroUserConfig } = await import(address);
  const listed = [config.integrations].flat(9) as (AstroIntegration | false | null | undefined)[];
  return listed.filter((one) => one !== undefined && one !== null && one !== false);
}

/**
 * Lets every integration do with changed pages what it does with a built site.
 *
 * @returns the folders of the built site they have made anew; null when one of them needs a whole build
 */
export async function tellWings(wings: readonly AstroIntegration[], job: Job): Promise<string[] | null> {
  const { root, staging, cache, say } = job;
  const whole: string[] = [];
  for (const { name, hooks } of wings) {
    const outcome = await hooks['byline:pages:changed']?.({
      root: fileUrl(root, ''),
      dir: fileUrl(staging, ''),
      dist: fileUrl(root, 'dist/'),
      cacheDir: fileUrl(root, cache),
      logger: loggerFor(name, say),
    });
    if (outcome === 'whole build') return null;
    whole.push(...(outcome ?? []));
  }
  return whole;
}

function loggerFor(name: string, say: Say): ChangedPages['logger'] {
  return {
    info: (message) => say.info(`[${name}] ${message}`),
    warn: (message) => say.warn(`[${name}] ${message}`),
  };
}

/** @param path of a folder with `/` at its end, as URLs of folders have it; '' for the folder itself */
function fileUrl(folder: string, path: string): URL {
  return new URL(path, pathToFileURL(join(folder, '/')));
}

interface Job {
  readonly root: string;
  readonly staging: string;
  /** Astro's folder for caches, from the project's. */
  readonly cache: string;
  readonly say: Say;
}
