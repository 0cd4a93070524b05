import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import site from '#site';

/**
 * Says which engine compiled a text: a hash of this wing's own sources, of the Markdown writer's, of the
 * words it puts into texts, of the site's languages and address, and of the versions of everything they stand on. A new
 * version of any compiles everything again.
 *
 * @param root the project's folder
 */
export async function engineFingerprint(root: string): Promise<string> {
  const wing = fileURLToPath(new URL('.', import.meta.url));
  const patterns = ['**/*.ts', '../to-markdown/*.ts', '../../src/strings/**/*.ts'];
  const ours = (await Array.fromAsync(glob(patterns, { cwd: wing }))).sort();
  const owners = (await Array.fromAsync(glob('content/strings/**/*.ts', { cwd: root }))).sort();
  const sources = [...ours.map((name) => join(wing, name)), ...owners.map((name) => join(root, name))];
  const versions = ['package-lock.json', 'package.json'].map((name) => join(root, name));
  // A file that does not say its language is in the site's first. Clean texts have whole addresses.
  const settings = JSON.stringify([site.languages, site.url]);
  const hash = createHash('sha256').update(process.version).update(settings);
  for (const file of [...sources, ...versions]) hash.update(await readFile(file).catch(() => ''));
  return hash.digest('hex');
}
