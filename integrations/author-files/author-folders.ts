import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folders that belong to the author of the site. Each path is relative to the project and has no last slash. */
export interface AuthorFolders {
  /** Settings, texts, components, styles and the ledger. */
  readonly content: string;
  /** Files that are served as they are. */
  readonly public: string;
  /** Whether these are the sample author's folders. */
  readonly isSample: boolean;
}

/**
 * Finds the folders a site is made from: the owner's as soon as `content/site.ts` exists, the sample author's
 * until then.
 *
 * @param root the project's folder
 * @example authorFolders(process.cwd()).content // 'content', or 'sample/content'
 */
export function authorFolders(root: string): AuthorFolders {
  const isSample =
    !existsSync(join(root, owner.content, 'site.ts')) && existsSync(join(root, sample.content));
  return isSample ? sample : owner;
}

const owner: AuthorFolders = { content: 'content', public: 'public', isSample: false };
const sample: AuthorFolders = { content: 'sample/content', public: 'sample/public', isSample: true };

/** A glob for the author's code, relative to the project. */
export function authorsCode(root: string): string {
  return `${authorFolders(root).content}/**/*.{astro,ts,tsx,mts,cts,js,jsx,mjs,cjs}`;
}

/**
 * The folder of the content a file is in.
 *
 * @param file relative to the project
 * @example folderOf('sample/content/posts/a.md') // 'posts'
 */
export function folderOf(file: string): string {
  const steps = file.split(/[\\/]/);
  return steps[steps.indexOf('content') + 1] ?? '';
}
