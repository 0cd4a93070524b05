import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { authorsCode } from '../author-folders.ts';
import { isRepeatable } from '../is-repeatable.ts';

/**
 * The author's code that may give another page at each run, relative to the project: it names the clock,
 * chance, the network or the machine. What runs in the reader's browser does not count.
 */
export async function unrepeatableCode(root: string): Promise<string[]> {
  const paths = await Array.fromAsync(glob(authorsCode(root), { cwd: root }));
  const codes = await Promise.all(paths.map((path) => readFile(join(root, path), 'utf8')));
  return paths.filter((path, index) => !isRepeatable(running(path, codes[index] ?? ''))).sort();
}

/** Without what runs in the reader's browser, and without words: a promise of “performance” is no call. */
function running(path: string, code: string): string {
  if (path.endsWith('.astro')) return code.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
  return code.replaceAll(/'(?!node:)(?:[^'\\\n]|\\.)* (?:[^'\\\n]|\\.)*'/g, "''");
}
