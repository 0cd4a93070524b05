import type { CoverSize } from '#domain';

/** The folder share images live in, on the site and in `dist/`. */
const FOLDER = '/og/';

/** The page a share image belongs to, as `shareImagePath` names it; null for a path that is no share image. */
export function pagePath(imagePath: string): string | null {
  if (!isCardPath(imagePath)) return null;
  const bare = imagePath.slice(FOLDER.length, -'.png'.length);
  return bare === 'index' ? '/' : `/${bare}`;
}

/** Whether a path is one this wing draws for. */
export function isCardPath(pathname: string): boolean {
  return pathname.startsWith(FOLDER) && pathname.endsWith('.png') && pathname.length > `${FOLDER}.png`.length;
}

/** What a path is an image of: the card of a page, or a page's cover, which has its name before `.png`. */
export function readImagePath(path: string, covers: readonly CoverSize[]): ImagePath {
  const cover = covers.find(({ name }) => path.endsWith(`.${name}.png`));
  if (cover === undefined) return { card: path };
  return { card: path.slice(0, -`.${cover.name}.png`.length).concat('.png'), cover };
}

interface ImagePath {
  /** The path of the page's card. */
  readonly card: string;
  readonly cover?: CoverSize;
}
