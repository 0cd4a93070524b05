import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { authorFolders } from '../author-files/author-folders.ts';

/** What `content/components/*.astro` are called in MDX, in the order in which the bundler lists them. */
export async function authorsComponents(root: string): Promise<string[]> {
  const names = await readdir(join(root, authorFolders(root).content, 'components')).catch(() => []);
  const components = names.filter((name) => name.endsWith('.astro')).sort();
  return components.map((name) => name.slice(0, -'.astro'.length));
}
