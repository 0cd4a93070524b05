import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layoutNames, Problem, suggest } from '#domain';
import { authorFolders, authorsCode } from '../../author-files/author-folders.ts';

/**
 * Layouts in `content/layouts/` that nothing shows: their names are not among those the site asks for, and no other
 * file of the author's names them.
 */
export async function checkLayouts(root: string): Promise<Problem[]> {
  const files = await Array.fromAsync(glob(`${authorFolders(root).content}/layouts/*.astro`, { cwd: root }));
  const unknown = files.map(withSlashes).filter((file) => !isLayout(nameOf(file)));
  if (unknown.length === 0) return [];
  const codes = await readCodes(root);
  const unused = unknown.filter((file) => !isNamed(file, codes)).sort();
  return unused.map((file) => {
    const hint = `${suggest(nameOf(file), layoutNames)} Parts of a layout may have any name: the layout imports them.`;
    return new Problem(`nothing shows this layout`, { place: { file }, hint });
  });
}

function isLayout(name: string): boolean {
  return (layoutNames as readonly string[]).includes(name);
}

async function readCodes(root: string): Promise<ReadonlyMap<string, string>> {
  const files = await Array.fromAsync(glob(authorsCode(root), { cwd: root }));
  const read = files.map(
    async (file) => [withSlashes(file), await readFile(join(root, file), 'utf8')] as const,
  );
  return new Map(await Promise.all(read));
}

function isNamed(file: string, codes: ReadonlyMap<string, string>): boolean {
  return [...codes].some(([other, code]) => other !== file && code.includes(`/${nameOf(file)}.astro`));
}

/** `content/layouts/Header.astro` → `Header` */
function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1, -'.astro'.length);
}

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
