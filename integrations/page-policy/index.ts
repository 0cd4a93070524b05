import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import site from '#site';
import { writePolicies } from './write-policies.ts';

export { headersAt, type Rule, readRules } from './headers-file.ts';

/** Gives every built page a Content-Security-Policy of its own, and hosts a `_headers` file. Stands last. */
export default function pagePolicy(): AstroIntegration {
  return {
    name: 'byline:page-policy',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const { handlers } = await writePolicies(fileURLToPath(dir), {
          own: new URL(site.url).origin,
          collector: collectorOrigin(site.attribution.collector),
        });
        for (const page of handlers) {
          logger.warn(`${page} has an on… attribute, which no browser will run: use addEventListener`);
        }
      },
    },
  };
}

/** Where the beacon reports to, if that is not the site's own origin. */
function collectorOrigin(collector: string): string | undefined {
  return collector === 'same-origin' || collector === 'none' ? undefined : new URL(collector).origin;
}
