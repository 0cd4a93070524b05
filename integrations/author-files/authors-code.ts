import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from 'estree';
import { authorsCode } from './author-folders.ts';

/** A module of the author's. */
export interface AuthorsModule {
  /** Relative to the project. */
  readonly path: string;
  /** The code that runs while the site is built, without types; null for code that cannot be parsed. */
  readonly program: Program | null;
}

/** The author's code: settings, components, layouts. */
export async function readAuthorsCode(root: string): Promise<AuthorsModule[]> {
  const paths = (await Array.fromAsync(glob(authorsCode(root), { cwd: root }))).sort();
  return Promise.all(
    paths.map(async (path) => ({
      path,
      program: await parseModule(path, await readFile(join(root, path), 'utf8')),
    })),
  );
}

/** Parsed by the bundler's own parser, which is loaded when it is needed: every command imports this file. */
async function parseModule(path: string, source: string): Promise<Program | null> {
  const module = path.endsWith('.astro') ? await moduleOf(path, source) : source;
  if (module === null) return null;
  const { parse, transform } = await import('rolldown/utils');
  const { code, errors } = await transform(path.replace(/\.astro$/, '.astro.js'), module, {
    jsx: 'preserve',
  });
  if (errors.length > 0) return null;
  const parsed = await parse('module.jsx', code);
  // rolldown describes ESTree in types of its own; of JavaScript they are the same tree.
  return parsed.errors.length > 0 ? null : (parsed.program as unknown as Program);
}

/** The module Astro compiles a component to. Scripts for the reader's browser are not part of it. */
async function moduleOf(path: string, source: string): Promise<string | null> {
  const { transform } = await import('@astrojs/compiler-rs');
  const { code, diagnostics } = transform(source, { filename: path });
  return diagnostics.some(({ severity }) => severity === 'error') ? null : code;
}
