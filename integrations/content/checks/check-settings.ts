import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem, type Site } from '#domain';
import { authorFolders } from '../../author-files/author-folders.ts';
import { settingsLine } from '../../author-files/settings-lines.ts';

/**
 * Values of an owner's settings that are still the sample author's: an address, a link or an e-mail address at
 * `byline.example`, where nobody lives.
 *
 * @param root the project's folder
 */
export async function sampleValues(root: string, site: Site): Promise<Problem[]> {
  const { content, isSample } = authorFolders(root);
  const keys = isSample ? [] : keysWith(site, []);
  if (keys.length === 0) return [];
  const file = `${content}/site.ts`;
  const text = await readFile(join(root, file), 'utf8');
  return Promise.all(
    keys.map(async ({ path, value }) => {
      const line = await settingsLine(text, path);
      const message = `${path.join('.')}: “${value}” is the sample author’s`;
      return new Problem(message, { place: line === 0 ? { file } : { file, line }, hint: 'Write your own.' });
    }),
  );
}

interface Found {
  /** The keys that lead to the value, from the outermost in. */
  readonly path: readonly string[];
  readonly value: string;
}

function keysWith(value: unknown, path: readonly string[]): Found[] {
  if (typeof value === 'string') return /\bbyline\.example\b/.test(value) ? [{ path, value }] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => keysWith(inner, [...path, key]));
}
