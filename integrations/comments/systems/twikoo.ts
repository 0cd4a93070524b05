import twikoo from 'twikoo/dist/twikoo.min.js';
import type { Showing } from '../system.ts';

/** Comments on a Twikoo server. */
export async function show({ place, lang, comments }: Showing): Promise<void> {
  if (comments.twikoo === undefined) return;
  await twikoo.init({ envId: comments.twikoo.envId, el: place, path: location.pathname, lang });
}
