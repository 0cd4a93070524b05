import type { AstroIntegration } from 'astro';
import { gather } from '#domain';
import site from '#site';
import { channelProblems, loadPlatforms } from './settings.ts';

/** Makes sure, however a build was started, that posts can go where `content/site.ts` sends them; sending is the command line's. */
export default function syndication(): AstroIntegration {
  return {
    name: 'byline:syndication',
    hooks: {
      'astro:config:setup': async () => {
        const problems = channelProblems(site.channels, await loadPlatforms());
        if (problems.length > 0) throw gather(problems);
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
export { createSend, getText, whyAbsent } from './send.ts';
export { channelProblems, loadPlatforms, type OpenChannel, openChannels } from './settings.ts';
