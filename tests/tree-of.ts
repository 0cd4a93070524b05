import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Each file of a project's `dist/` and the hash of its bytes. */
export function treeOf(root: string): Record<string, string> {
  const dist = join(root, 'dist');
  const paths = readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => statSync(join(dist, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, hashOf(readFileSync(join(dist, path)))]));
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
