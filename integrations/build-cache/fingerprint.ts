import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import site from '#site';

/**
 * Names the engine that compiled a text: a hash of the sources of all rooms that compile, of the words they put into
 * texts, of the site's languages and address, and of the versions of all packages. When one of these changes, every text
 * is compiled again.
 *
 * @param root the project's folder
 */
export async function engineFingerprint(root: string): Promise<string> {
  const integrations = fileURLToPath(new URL('..', import.meta.url));
  const rooms = ['content', 'markdown', 'content-layer', 'build-cache', 'foundation', 'to-markdown'];
  const patterns = [...rooms.map((room) => `${room}/**/*.ts`), '../src/strings/**/*.ts'];
  const ours = (await Array.fromAsync(glob(patterns, { cwd: integrations }))).sort();
  const owners = (await Array.fromAsync(glob('content/strings/**/*.ts', { cwd: root }))).sort();
  const sources = [
    ...ours.map((name) => join(integrations, name)),
    ...owners.map((name) => join(root, name)),
  ];
  const versions = ['package-lock.json', 'package.json'].map((name) => join(root, name));
  // A file that does not say its language is in the site's first. Clean texts have whole addresses.
  const settings = JSON.stringify([site.languages, site.url]);
  const hash = createHash('sha256').update(process.version).update(settings);
  for (const file of [...sources, ...versions]) hash.update(await readFile(file).catch(() => ''));
  return hash.digest('hex');
}
