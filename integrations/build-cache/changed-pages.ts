import type { AstroIntegrationLogger } from 'astro';

/** Pages and feeds that were rendered anew, where a build does no more than that. */
export interface ChangedPages {
  /** The project. */
  readonly root: URL;
  /** Where the new files are, and nothing else is; each goes to the same path of the built site. */
  readonly dir: URL;
  /** The whole built site as the last build left it. Not to be written to. */
  readonly dist: URL;
  /** Astro's folder for caches. */
  readonly cacheDir: URL;
  readonly logger: Pick<AstroIntegrationLogger, 'info' | 'warn'>;
}

/** Folders that were made anew, or that it cannot be done so. */
type Outcome = readonly string[] | 'whole build' | undefined;

declare global {
  namespace Astro {
    interface IntegrationHooks {
      /**
       * After a change in texts alone, pages are rendered without Astro (`scripts/rebuild/`). What an integration
       * does with a built site it does here with the pages that changed; a file it puts beside them takes the
       * place of the built site's.
       *
       * @returns folders it has made anew, relative to the built site: nothing that was in them is kept; or
       * `'whole build'` when it has to see all pages
       */
      'byline:pages:changed': (changed: ChangedPages) => Outcome | Promise<Outcome>;
    }
  }
}
