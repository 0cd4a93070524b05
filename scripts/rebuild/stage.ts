import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sitePath } from '#domain';
import site from '#site';
import type { BuiltPage, CachedPage } from '../../integrations/page-cache/index.ts';

/**
 * Writes pages into a folder of their own, each where it lies in the built site.
 *
 * @param dist the files of the built site, `dist/posts/hello/index.html`
 * @returns false when one of them is not in the built site
 */
export async function stage(
  pages: readonly { readonly page: BuiltPage; readonly kept: CachedPage }[],
  dist: Readonly<Record<string, string>>,
  staging: string,
): Promise<boolean> {
  await mkdir(staging, { recursive: true });
  const files = pages.map(({ page }) => fileOf(page, dist));
  if (files.some((file) => file === undefined)) return false;
  await Promise.all(
    pages.map(async ({ kept }, index) => {
      const file = join(staging, files[index] ?? '');
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, kept.body);
    }),
  );
  return true;
}

/** Where a page lies, relative to the built site. */
function fileOf({ url }: BuiltPage, dist: Readonly<Record<string, string>>): string | undefined {
  const path = decodeURI(sitePath(new URL(url).pathname, site) ?? '/').slice(1);
  const bare = path.replace(/\/$/, '');
  const places = [path, `${path}index.html`, `${bare}/index.html`, `${bare}.html`];
  return places.find((place) => `dist/${place}` in dist);
}
