import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CorpusName, CorpusPost } from './corpus.ts';

/** `cold`: nothing is left of an earlier build. `warm`: nothing has changed since. `edit`: one post has. */
export type BuildKind = 'cold' | 'warm' | 'edit';

/** Something that makes a site of Markdown: one file in `projects/`. */
export interface Project {
  /** The corpora it is measured on. */
  readonly corpora: readonly CorpusName[];
  /** The builds that are measured, in this order; the first is cold. */
  readonly builds: readonly BuildKind[];
  /**
   * Writes everything but the posts into an empty folder, and gets the program if it is not here yet.
   *
   * @throws Problem that says why it cannot be had on this machine; the bench goes on without it
   */
  readonly setUp: (root: string) => Promise<Site>;
}

/** A project's site, ready for posts. Paths are relative to its root. */
export interface Site {
  /** With the version: `Hugo 0.111.3`. */
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of the posts. */
  readonly posts: string;
  /** What a build leaves behind: output and caches. */
  readonly leavings: readonly string[];
  /** Where the page of a post is built to. */
  readonly page: (post: CorpusPost) => string;
}

export function defineProject(project: Project): Project {
  return project;
}

/** This repository. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Writes files, path → text, below a folder. */
export async function writeFiles(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}
