import { init } from '@waline/client';
import style from '@waline/client/style?url';
import type { Showing } from '../system.ts';

/**
 * Comments on a Waline server. Its emoji and its search for pictures are off, as they come from further sites; its
 * colours are the site's (`comments.css`).
 */
export async function show({ place, lang, comments }: Showing): Promise<void> {
  if (comments.waline === undefined) return;
  const { server } = comments.waline;
  await addStyle();
  init({
    el: place,
    serverURL: server,
    path: location.pathname,
    lang,
    emoji: [],
    search: false,
    dark: false,
  });
}

/** The style sheet comes with the comments: imported as styles are, it would be on every page. */
async function addStyle(): Promise<void> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: style });
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', reject);
  });
  // Before the site's own style sheets, which give it its colours.
  document.head.prepend(link);
  await loaded;
}
