import { AsyncLocalStorage } from 'node:async_hooks';
import { readFile } from 'node:fs/promises';
import type { VFile } from 'vfile';
import { hashFile, hashText } from '../build-cache/hash.ts';
import { findMatter } from '../content/front-matter/matter-block.ts';

/** Says that what a text compiles to depends on other files, absolute paths, there or not. */
export function depend(file: VFile, ...paths: readonly string[]): void {
  const known = (file.data['dependencies'] as string[] | undefined) ?? [];
  file.data['dependencies'] = [...new Set([...known, ...paths])];
  for (const path of paths) collecting.getStore()?.add(path);
}

/** Does something, and gives what any text compiled in it depends on: Astro hands on the result, and not the file. */
export async function collectDependencies<Value>(
  act: () => Promise<Value>,
): Promise<{ value: Value; names: readonly string[] }> {
  const names = new Set<string>();
  return { value: await collecting.run(names, act), names: [...names] };
}

const collecting = new AsyncLocalStorage<Set<string>>();

/** Dependency → {@link hashDependency}. */
export type Dependencies = Readonly<Record<string, string | null>>;

/** Dependencies as they are now. */
export async function hashDependencies(names: readonly string[]): Promise<Dependencies> {
  const unique = [...new Set(names)].sort();
  return Object.fromEntries(
    await Promise.all(unique.map(async (name) => [name, await hashDependency(name)] as const)),
  );
}

/** Whether they are what they were. */
export async function areAsBefore(before: Dependencies): Promise<boolean> {
  const entries = Object.entries(before);
  const same = await Promise.all(entries.map(async ([name, hash]) => (await hashDependency(name)) === hash));
  return same.every(Boolean);
}

/** The front matter of a file, as a dependency: the words below it may change. */
export function matterOf(path: string): string {
  return path + MATTER;
}

/** The file a dependency is of. */
export function fileOf(dependency: string): string {
  return dependency.endsWith(MATTER) ? dependency.slice(0, -MATTER.length) : dependency;
}

/** SHA-256 of what a dependency is, in hex; null when it cannot be read. */
export async function hashDependency(dependency: string): Promise<string | null> {
  if (!dependency.endsWith(MATTER)) return hashFile(dependency);
  const text = await readFile(fileOf(dependency), 'utf8').catch(() => null);
  return text === null ? null : matterHash(text);
}

/** SHA-256 of a file's front matter as written, in hex. */
export function matterHash(text: string): string {
  return hashText(text.slice(0, findMatter(text)?.length ?? 0));
}

const MATTER = '?front-matter';
