import site from '#site';
import { createRuns, type Desk, type Runs } from '../../integrations/syndication/index.ts';
import { keepIds } from './keep-ids.ts';
import { readOpenIntents, withRun } from './open-run.ts';
import { planRun, planWithTexts, readChannels } from './plan-run.ts';

/** What Studio publishes with: the site as it is built in `dist`, and the secrets of this server's environment. */
export function openDesk(dist: string): Desk {
  return {
    site,
    channels: readChannels,
    plan: (asked) => planRun({ ...asked, from: dist }),
    editions: (asked) => planWithTexts({ ...asked, from: dist }),
    intents: readOpenIntents,
    run: (asked, work) => withRun({ ...asked, from: dist }, work),
    keepIds,
    onFault: (error) => console.error(error),
  };
}

/** The runs of this server's Studio. A new build of the site makes a new app, and these go on. */
export function openRuns(): Runs {
  return createRuns(Date.now);
}
