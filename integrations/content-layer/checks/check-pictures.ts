import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, posix } from 'node:path';
import { imageSizeFromFile } from 'image-size/fromFile';
import PQueue from 'p-queue';
import { nearest } from '#domain';
import type { Finding } from '../../content/checks/finding.ts';
import type { Filed, Nouns } from '../../content/nouns.ts';
import { picturesIn } from '../../content/problems/matter-pictures.ts';
import type { ScannedText } from './scan-texts.ts';

/** Above this a picture is worth a warning: in bytes, and in pixels on one side. */
const HEAVY = { bytes: 4_000_000, side: 6000 };

/** Whether the pictures that stand beside the texts, covers and photos too, are there and are pictures. */
export async function checkPictures(
  root: string,
  texts: readonly ScannedText[],
  { posts, projects, testimonials }: Pick<Nouns, 'posts' | 'projects' | 'testimonials'>,
): Promise<Finding[]> {
  const filed = [...posts, ...projects, ...testimonials];
  const named = [...texts.flatMap(picturesOf), ...filed.flatMap(inMatter)];
  const byPath = Map.groupBy(named, ({ path, url }) => `${path}\n${url}`);
  const queue = new PQueue({ concurrency: 16 });
  const looked = [...byPath.values()].map((uses) =>
    queue.add(async () => {
      const [picture] = uses;
      const said = picture === undefined ? null : await look(root, picture);
      return said === null ? [] : uses.map(({ place }) => ({ ...said, place }));
    }),
  );
  return (await Promise.all(looked)).flatMap((found) => found ?? []);
}

interface Picture {
  /** Relative to the project. */
  readonly path: string;
  /** As the author wrote it. */
  readonly url: string;
  readonly place: { readonly file: string; readonly line: number };
}

function picturesOf({ page, addresses }: ScannedText): Picture[] {
  const pictures = addresses.filter(({ kind, url }) => kind === 'picture' && isLocal(url));
  return pictures.map(({ url, line }) => ({
    path: posix.join(posix.dirname(page.file), decoded(url)),
    url,
    place: { file: page.file, line },
  }));
}

function inMatter({ file, lineOf, matter }: Filed<unknown>): Picture[] {
  const local = picturesIn(matter).filter(({ src }) => isLocal(src));
  return local.map(({ src, key }) => ({
    path: join(dirname(file), src),
    url: src,
    place: { file, line: lineOf(key) },
  }));
}

function isLocal(url: string): boolean {
  return url !== '' && !/^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(url);
}

async function look(root: string, { path, url }: Picture): Promise<Omit<Finding, 'place'> | null> {
  const found = await stat(join(root, path)).catch(() => null);
  if (found === null || !found.isFile()) return missing(root, path, url);
  const size = await imageSizeFromFile(join(root, path)).catch(() => null);
  if (size === null) return noPicture(url);
  const type = typeOf(path);
  if (size.type !== undefined && type !== undefined && type !== size.type) return misnamed(path, size.type);
  const isHeavy = found.size > HEAVY.bytes || Math.max(size.width, size.height) > HEAVY.side;
  return isHeavy && size.type !== 'svg' ? heavy(path, found.size, size) : null;
}

function typeOf(path: string): string | undefined {
  const ending = extname(path).slice(1).toLowerCase();
  return { jpg: 'jpg', jpeg: 'jpg', png: 'png', gif: 'gif', webp: 'webp', svg: 'svg' }[ending];
}

async function missing(root: string, path: string, url: string): Promise<Omit<Finding, 'place'>> {
  const names = await namesIn(join(root, dirname(path)));
  const near = nearest(basename(path), names);
  const hint =
    near === undefined
      ? 'The path is relative to the file it stands in; capitals count.'
      : `Did you mean “${near}”?`;
  return { level: 'error', rule: 'dead-picture', message: `there is no picture “${url}”`, hint };
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

function noPicture(url: string): Omit<Finding, 'place'> {
  const message = `“${url}” is not a picture`;
  const hint = 'Its content is none that is known: PNG, JPEG, WebP, AVIF, GIF, SVG. Was it saved whole?';
  return { level: 'error', rule: 'no-picture', message, hint };
}

function misnamed(path: string, type: string): Omit<Finding, 'place'> {
  const message = `“${basename(path)}” is a ${type.toUpperCase()}, whatever its name says`;
  return { level: 'warning', rule: 'picture-type', message, hint: `Name it “….${type}”.` };
}

function heavy(
  path: string,
  bytes: number,
  { width, height }: { width: number; height: number },
): Omit<Finding, 'place'> {
  const size = `${width} × ${height} pixels, ${(bytes / 1_000_000).toFixed(1)} MB`;
  const message = `“${basename(path)}” is large: ${size}`;
  const hint = 'The build makes it smaller, and takes its time each time it does.';
  return { level: 'warning', rule: 'heavy-picture', message, hint };
}

function decoded(url: string): string {
  try {
    return decodeURI(url.replace(/[?#].*$/, ''));
  } catch {
    return url;
  }
}
