import { glob, mkdir, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { authorFolders } from '../../author-files/author-folders.ts';
import { frontMatterSchemas } from './front-matter-schemas.ts';

/**
 * Writes what Astro's editor extension completes front matter from: a schema a folder, and which file is in
 * which. What Astro itself would write there knows no file by a Chinese name and explains no key.
 */
export async function writeEditorSchemas(root: string): Promise<void> {
  const folder = join(root, '.astro/collections');
  const schemas = Object.entries(frontMatterSchemas());
  await mkdir(folder, { recursive: true });
  const folders = schemas.map(([name]) => name).join(',');
  const base = join(root, authorFolders(root).content);
  const files = await Array.fromAsync(glob(`{${folders}}/**/*.{md,mdx}`, { cwd: base }));
  const entries = files.sort().map((file) => [addressOf(join(base, file)), file.split(sep)[0]]);
  const collections = schemas.map(([name]) => ({ hasSchema: true, name }));
  await Promise.all([
    ...schemas.map(([name, schema]) => write(join(folder, `${name}.schema.json`), schema)),
    write(join(folder, 'collections.json'), { collections, entries: Object.fromEntries(entries) }),
  ]);
}

/** As the extension looks it up: decoded and in lower case. */
function addressOf(file: string): string {
  return decodeURIComponent(pathToFileURL(file).href).toLowerCase();
}

function write(file: string, value: unknown): Promise<void> {
  return writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
