import { readFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import site from '#site';
import { checkChannels, loadPlatforms } from './settings.ts';

/** Checks the channels of `content/site.ts` when the site is built; publishing is the command line's. */
export default function syndication(): AstroIntegration {
  return {
    name: 'byline:syndication',
    hooks: {
      'astro:config:setup': async ({ config }) => {
        const source = await readFile(new URL('content/site.ts', config.root), 'utf8');
        checkChannels(site.channels, await loadPlatforms(), source);
      },
    },
  };
}

export { wantedCovers } from './covers.ts';
export { hashEdition, toEdition } from './edition.ts';
export { readFeed } from './feed.ts';
export { type Ledger, openLedger, readLedger } from './ledger.ts';
export { plan, type Step } from './plan.ts';
export { type Effects, publish, type Result } from './publish.ts';
export { createSend, getText, isLive } from './send.ts';
export { loadPlatforms, type OpenChannel, openChannels } from './settings.ts';
