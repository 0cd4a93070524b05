import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';

/** One hash of the sources in a wing's folder: what another version of them made may not be what this one would. */
export async function hashSources(folder: URL): Promise<string> {
  const names = (await Array.fromAsync(glob('**/*.ts', { cwd: folder }))).sort();
  const sources = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  return createHash('sha256').update(JSON.stringify(sources)).digest('hex');
}
