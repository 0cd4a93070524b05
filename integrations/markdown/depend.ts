import { readFile } from 'node:fs/promises';
import type { VFile } from 'vfile';
import { hashFile, hashText } from './hash.ts';
import { findMatter } from './matter-block.ts';

/** Says that what a text compiles to depends on other files, absolute paths, there or not. */
export function depend(file: VFile, ...paths: readonly string[]): void {
  const known = (file.data['dependencies'] as string[] | undefined) ?? [];
  file.data['dependencies'] = [...new Set([...known, ...paths])];
}

/** The front matter of a file, as a dependency: the words below it may change. */
export function matterOf(path: string): string {
  return path + MATTER;
}

/** SHA-256 of what a dependency is, in hex; null when it cannot be read. */
export async function hashDependency(dependency: string): Promise<string | null> {
  if (!dependency.endsWith(MATTER)) return hashFile(dependency);
  const text = await readFile(dependency.slice(0, -MATTER.length), 'utf8').catch(() => null);
  return text === null ? null : matterHash(text);
}

/** SHA-256 of a file's front matter as written, in hex. */
export function matterHash(text: string): string {
  return hashText(text.slice(0, findMatter(text)?.length ?? 0));
}

const MATTER = '?front-matter';
