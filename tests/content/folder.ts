import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A project's folder with these files in it, for one test. */
export interface Folder {
  readonly root: string;
  remove(): Promise<void>;
}

/** @param files path below the folder → content */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Folder> {
  const root = await mkdtemp(join(tmpdir(), 'byline-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** A post with front matter that fits, and a text below it that begins on line 6. */
export function post(text = '', ...matter: string[]): string {
  return ['---', 'title: T', 'description: D', 'date: 2026-11-01', ...matter, '---', text].join('\n');
}
