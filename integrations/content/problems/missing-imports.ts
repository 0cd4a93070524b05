import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Program } from 'estree';
import type { Root } from 'mdast';
import type {} from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';

/** A file that MDX imports. */
export interface Imported {
  /** Absolute. */
  readonly file: string;
  /** What is wrong with it: it is not there, a component that was deleted, say. */
  readonly fault: { readonly reason: string; readonly hint: string } | null;
  /** 1-based, in the text that was parsed. */
  readonly line: number;
}

/**
 * The files MDX imports by their names. A name without an ending, and a package's, is the bundler's to find.
 *
 * @param file the text, absolute
 */
export function importsIn(tree: Root, file: string): Imported[] {
  const found: Imported[] = [];
  visit(tree, 'mdxjsEsm', ({ data }) => {
    for (const { path, line } of (data?.estree?.body ?? []).flatMap(sourceOf)) {
      const target = resolve(dirname(file), path);
      found.push({ file: target, fault: existsSync(target) ? null : missing(path), line });
    }
  });
  return found;
}

function sourceOf(statement: Program['body'][number]): { path: string; line: number }[] {
  const source = 'source' in statement ? statement.source : undefined;
  const path = String(source?.value ?? '');
  return named.test(path) ? [{ path, line: source?.loc?.start.line ?? 1 }] : [];
}

/** Files that are looked for as they are named; `x.js` may be `x.ts`. */
const named = /^\.{1,2}\/[^?#]+\.(?:astro|mdx?|tsx?|jsx|json|css|svg|png|jpe?g|webp|avif|gif)$/;

function missing(path: string): NonNullable<Imported['fault']> {
  return {
    reason: `there is no file “${path}” to import`,
    hint: 'The path is relative to the file it stands in; capitals count.',
  };
}
