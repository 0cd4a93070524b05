import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import site from '#site';
import { authorFolders } from '../author-files/author-folders.ts';
import { type PolicySettings, renewPolicies, writePolicies } from './write-policies.ts';

export { headersAt, type Rule, readRules } from './headers-file.ts';

/** Gives every built page a Content-Security-Policy of its own, and hosts a `_headers` file. Stands last. */
export default function pagePolicy(): AstroIntegration {
  let cache: URL;
  return {
    name: 'byline:page-policy',
    hooks: {
      'astro:config:done': ({ config }) => {
        cache = config.cacheDir;
      },
      'astro:build:done': async ({ dir, logger }) =>
        warnOf(await writePolicies(fileURLToPath(dir), settingsIn(cache)), logger),
      'byline:pages:changed': async ({ dir, dist, root, cacheDir, logger }) => {
        const own = new URL(`${authorFolders(fileURLToPath(root)).public}/_headers`, root);
        const authors = await readFile(own, 'utf8').catch(() => '');
        const built = { dist: fileURLToPath(dist), authors };
        warnOf(await renewPolicies(fileURLToPath(dir), built, settingsIn(cacheDir)), logger);
        return undefined;
      },
    },
  };
}

function settingsIn(cacheDir: URL): PolicySettings {
  return {
    site,
    collector: collectorOrigin(site.attribution.collector),
    memory: fileURLToPath(new URL('policies.json', cacheDir)),
  };
}

function warnOf(
  { handlers }: { handlers: readonly string[] },
  logger: { warn(message: string): void },
): void {
  for (const page of handlers) {
    logger.warn(`${page} has an on… attribute, which no browser will run: use addEventListener`);
  }
}

/** Where the beacon reports to, if that is not the site's own origin. */
function collectorOrigin(collector: string): string | undefined {
  return collector === 'same-origin' || collector === 'none' ? undefined : new URL(collector).origin;
}
