import type { ImageMetadata } from 'astro';

/** In which widths a picture is made and how wide it stands; a drawing is one file, sharp at any size. */
export function pictureWidths({ format }: ImageMetadata, widths: readonly number[], sizes: string) {
  return format === 'svg' ? {} : { widths: [...widths], sizes };
}
