import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem, type Site } from '#domain';
import { authorFolders } from '../../author-folders.ts';

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
  const lines = (await readFile(join(root, file), 'utf8')).split('\n');
  return keys.map(({ key, value }) => {
    const line = lines.findIndex((text) => text.includes(value)) + 1;
    const message = `${key}: “${value}” is the sample author’s`;
    return new Problem(message, { place: line === 0 ? { file } : { file, line }, hint: 'Write your own.' });
  });
}

function keysWith(value: unknown, path: readonly string[]): { key: string; value: string }[] {
  if (typeof value === 'string')
    return /\bbyline\.example\b/.test(value) ? [{ key: path.join('.'), value }] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => keysWith(inner, [...path, key]));
}
