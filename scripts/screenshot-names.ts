import { pageNames } from './main-pages.ts';

/** The name of the picture that shows the search open. */
export const SEARCHING = 'search-open';

/** What `npx byline screenshots --only` takes. */
export const screenshotNames: readonly string[] = [...pageNames, SEARCHING];
