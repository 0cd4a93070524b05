import { readdir } from 'node:fs/promises';

/**
 * Loads a folder of TypeScript files as a registry: file name without its ending → default export, in
 * alphabetical order. Adding a file adds the thing; there is no list to edit.
 *
 * @param folder where to look, `new URL('./platforms/', import.meta.url)`
 * @param only the one thing wanted; where there is none of that name, all are loaded
 */
export async function loadFolder<Thing>(folder: URL, only?: string): Promise<Map<string, Thing>> {
  const all = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
  const names = all.includes(`${only}.ts`) ? [`${only}.ts`] : all;
  const loaded = names.map(async (name): Promise<[string, Thing]> => {
    const module: { default: Thing } = await import(new URL(name, folder).href);
    return [name.slice(0, -'.ts'.length), module.default];
  });
  return new Map(await Promise.all(loaded));
}
