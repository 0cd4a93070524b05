import pc from 'picocolors';
import { Problem } from '#domain';
import { authorFolders } from '../integrations/author-files/author-folders.ts';

/** Says on stderr that a command works on the sample author's site; nothing where the site has an owner. */
export function noteSample(): void {
  if (authorFolders('.').isSample)
    console.error(
      pc.dim('This is the sample author’s site, from sample/. Make it yours: npx byline begin\n'),
    );
}

/**
 * Refuses a command that writes content, or speaks to others in the owner's name, before the site has an owner.
 *
 * @param deed the command in words: `publish`
 */
export function requireOwner(deed: string): void {
  if (!authorFolders('.').isSample) return;
  throw new Problem(`there is no content/site.ts yet, so \`${deed}\` has no site of yours to work on`, {
    hint: 'Make the site yours first: npx byline begin',
  });
}
