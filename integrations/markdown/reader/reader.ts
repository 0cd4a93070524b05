import { addCopyButtons } from './copy-code.ts';
import { openEmbeds } from './embeds.ts';
import { spaceScripts } from './spacing.ts';
import { enhanceTabs } from './tabs.ts';
import { readerWords } from './words.ts';
import { addZoom } from './zoom.ts';

/** Adds to a page what only a script can do. Without it everything is there and can be read. */
export function start(page: Document = document): void {
  const words = readerWords(page.documentElement.lang);
  for (const prose of page.querySelectorAll<HTMLElement>('.prose')) {
    enhanceTabs(prose);
    addCopyButtons(prose, words);
    addZoom(prose, words);
    openEmbeds(prose);
    spaceScripts(prose);
  }
}
