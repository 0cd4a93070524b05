import { posix } from 'node:path';
import type { Blog, Piece } from './importer.ts';
import type { Resolve } from './links/relink.ts';
import { cleanName, type Named } from './name-pieces.ts';

/** A picture to copy: from a file of the source to a file of the project. */
export interface Picture {
  readonly from: string;
  readonly to: string;
}

/** What addresses in the texts of a blog lead to. */
export interface Places {
  /** Files of the source by path, whatever its case and Unicode form. */
  readonly files: ReadonlyMap<string, string>;
  /** Path of a page in the old blog → its path here. */
  readonly pages: ReadonlyMap<string, string>;
  /** Path of a page in the old blog → folders of the source that hold its pictures. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** File of the source → path of its page here; null for a page that has none. */
  readonly addresses: ReadonlyMap<string, string | null>;
}

const picture = /\.(png|jpe?g|gif|webp|avif|svg|bmp|tiff?|ico)$/i;

export function placesIn(
  files: readonly string[],
  named: readonly Named[],
  { pages, folders }: Pick<Places, 'pages' | 'folders'>,
): Places {
  return {
    files: new Map(files.map((file) => [folded(file), file])),
    pages,
    folders,
    addresses: new Map(named.map(({ piece, address }) => [piece.file, address])),
  };
}

/**
 * Finds what one piece links to. A picture gets a place beside the post, a piece its new address; what is
 * missing, or lies outside the source, is told and left as it is.
 *
 */
export function resolverFor(
  piece: Piece,
  blog: Blog,
  places: Places,
  { place, serve, tell }: Resolving,
): Resolve {
  return (address) => {
    if (/^(file:|[a-z]:[\\/])/i.test(address)) tell(address, OUTSIDE);
    const { path, after } = pathIn(address, blog.url);
    if (path === null || path === '') return null;
    const beside = places.folders.get(pageKey(posix.dirname(path))) ?? [];
    const candidates = [
      ...blog.placesOf(path, piece),
      ...beside.map((folder) => `${folder}/${posix.basename(path)}`),
    ].map((file) => posix.normalize(file));
    const found = candidates.map((file) => places.files.get(folded(file))).find((file) => file !== undefined);
    if (found !== undefined && picture.test(found)) return place(found);
    if (found !== undefined && isServed(found)) return `${serve(found, path)}${after}`;
    const page = (found && places.addresses.get(found)) ?? places.pages.get(pageKey(path));
    if (page !== undefined && page !== null) return `${page}${after.replace(/\s/g, '%20')}`;
    const isOutside = candidates.some((file) => file.startsWith('../'));
    const said = complaint(path, found, isOutside);
    if (said !== null && !isRemote(address)) tell(address, said);
    return null;
  };
}

export interface Resolving {
  /** A picture of the source → the address it has beside this post. */
  readonly place: (file: string) => string;
  /** Another file of the source, and its old path → the address it has here. */
  readonly serve: (file: string, path: string) => string;
  readonly tell: (address: string, what: string) => void;
}

/** Whether a file is one for readers: no text, and none whose name begins with a dot or “_”. */
function isServed(file: string): boolean {
  const name = posix.basename(file);
  const isSource = /\.(mdx?|markdown|html?|[cm]?[jt]sx?|ya?ml|toml|astro|vue)$/i.test(name);
  return /^[^._].*\.[a-z0-9]+$/i.test(name) && !isSource && !/(^|\/)\./.test(file);
}

/** The same for `/2019/hello`, `/2019/hello/` and `/2019/hello/index.html`. */
export function pageKey(path: string): string {
  return (
    decoded(path)
      .normalize('NFC')
      .replace(/(\/index\.html?)?\/*$/, '') || '/'
  );
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Names for the pictures of one post's folder, each once. */
export function pictureNames(): (folder: string, from: string) => Picture {
  const names = new Map<string, string>();
  return (folder, from) => {
    const name = from.slice(from.lastIndexOf('/') + 1);
    const dot = name.lastIndexOf('.');
    const [bare, ending] = [cleanName(name.slice(0, dot)) || 'picture', name.slice(dot).toLowerCase()];
    for (let number = 1; ; number += 1) {
      const to = `${folder}/${bare}${number === 1 ? '' : `-${number}`}${ending}`;
      const owner = names.get(to.toLowerCase());
      if (owner === undefined) names.set(to.toLowerCase(), from);
      if (owner === undefined || owner === from) return { from, to };
    }
  };
}

const OUTSIDE = 'leads outside the folder; nothing was read there';

function complaint(path: string, found: string | undefined, isOutside: boolean): string | null {
  if (found !== undefined && /\.(md|markdown|html?)$/i.test(found))
    return 'links to a page that has no address here yet';
  if (found !== undefined)
    return 'links to a file that is no picture: put it into public/ and link to it there';
  if (isOutside) return OUTSIDE;
  if (picture.test(path)) return 'picture not found';
  return /\.(md|markdown)$/i.test(path) ? 'links to a file that is not there' : null;
}

/** The path of an address on the old blog; null for one that leads elsewhere. */
function pathIn(address: string, home: string | undefined): { path: string | null; after: string } {
  const [, bare = '', after = ''] = /^([^?#]*)(.*)$/s.exec(address) ?? [];
  if (!isRemote(address)) return { path: decoded(bare).replaceAll('\\', '/'), after };
  if (home === undefined || !URL.canParse(home) || !URL.canParse(bare, home)) return { path: null, after };
  const { host, pathname, protocol } = new URL(bare, home);
  const isHome = host === new URL(home).host && /^https?:$/.test(protocol);
  return { path: isHome ? decoded(pathname) : null, after };
}

function isRemote(address: string): boolean {
  return /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address);
}

function folded(file: string): string {
  return file.normalize('NFC').toLowerCase();
}
