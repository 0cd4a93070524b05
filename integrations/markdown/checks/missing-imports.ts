import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Root } from 'mdast';
import type {} from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import type { Finding } from './finding.ts';

/**
 * What MDX imports from a file that is not there: a component that was deleted, say. A name without an
 * ending, and a package's, is the bundler's to find.
 *
 * @param root the project's folder
 * @param file the text, relative to it
 */
export function missingImports(
  tree: Root,
  { root, file, lineOf }: { root: string; file: string; lineOf: (line: number) => number },
): Finding[] {
  const findings: Finding[] = [];
  visit(tree, 'mdxjsEsm', ({ value, position }) => {
    for (const { index, groups } of value.matchAll(imported)) {
      const path = groups?.['path'] ?? '';
      if (existsSync(join(root, dirname(file), path))) continue;
      const below = value.slice(0, index).split('\n').length - 1;
      findings.push(missing(path, { file, line: lineOf((position?.start.line ?? 1) + below) }));
    }
  });
  return findings;
}

/** Files that are looked for as they are named; `x.js` may be `x.ts`. */
const imported =
  /\b(?:from|import)\s*(?<quote>['"])(?<path>\.{1,2}\/[^'"?#]+\.(?:astro|mdx?|tsx?|jsx|json|css|svg|png|jpe?g|webp|avif|gif))\k<quote>/g;

function missing(path: string, place: { file: string; line: number }): Finding {
  return {
    level: 'error',
    rule: 'dead-import',
    message: `there is no file “${path}” to import`,
    hint: 'The path is relative to the file it stands in; capitals count.',
    place,
  };
}
