import type { CoverSize, SitePath } from '#domain';

/** The folder share images live in, below the root of the site and in `dist/`. */
const FOLDER = '/og/';

/** The page a share image belongs to, as `shareImagePath` names it; null for a path that is no share image. */
export function pagePath(imagePath: SitePath): SitePath | null {
  if (!isCardPath(imagePath)) return null;
  const bare = imagePath.slice(FOLDER.length, -'.png'.length);
  return bare === 'index' ? '/' : `/${bare}`;
}

/** Whether a path is one this wing draws for. */
export function isCardPath(pathname: SitePath): boolean {
  return pathname.startsWith(FOLDER) && pathname.endsWith('.png') && pathname.length > `${FOLDER}.png`.length;
}

/** What a path may be an image of: a page's card, or its cover, whose size stands before `.png`. */
export function readImagePath(path: SitePath): readonly ImagePath[] {
  const [, stem, width, height] = /^\/(.+)\.(\d{2,4})x(\d{2,4})\.png$/.exec(path) ?? [];
  if (stem === undefined) return [{ card: path }];
  return [{ card: `/${stem}.png`, cover: { width: Number(width), height: Number(height) } }, { card: path }];
}

interface ImagePath {
  /** The path of the page's card. */
  readonly card: SitePath;
  readonly cover?: CoverSize;
}
