import type { VFile } from 'vfile';

/**
 * Hands a picture that a component or an element shows to Astro's image pipeline, which knows only those
 * in Markdown's own notation by itself.
 *
 * @param src as written; addresses of other sites and of `public/` are left alone
 */
export function keepImage(file: VFile, src: string): void {
  if (src === '' || src.startsWith('/') || src.startsWith('#') || URL.canParse(src)) return;
  file.data.astro ??= {};
  const known = file.data.astro.localImagePaths ?? [];
  if (!known.includes(src)) file.data.astro.localImagePaths = [...known, src];
}
