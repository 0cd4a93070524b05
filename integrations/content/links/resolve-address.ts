import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { basePath, type Home, isAtRoot, sameAddress, sitePath } from '#domain';
import type { ContentIndex, ContentPage } from './content-index.ts';
import { type Lookup, lookupOf, stemOf, withoutEnding } from './lookup.ts';

/** Where a link leads. */
export type Resolution =
  /** To another site, or to something we cannot know. */
  | { readonly kind: 'elsewhere' }
  /** To a page of content; `url` is what to write instead, part included. */
  | { readonly kind: 'page'; readonly url: string; readonly page: ContentPage; readonly part: string }
  /** To another part of the same text. */
  | { readonly kind: 'here'; readonly part: string }
  /** To a page or file of the site that is no content. */
  | { readonly kind: 'known'; readonly url: string }
  /** Nowhere. `files` would make it lead somewhere, relative to the project. */
  | {
      readonly kind: 'dead';
      readonly reason: string;
      readonly hint: string;
      readonly files: readonly string[];
    };

/** The text a link stands in. */
export interface From {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly lang: string;
}

/**
 * Resolves the address of a link as an author wrote it: `./other.md`, `../dir/post.mdx#part`, `./folder/`,
 * `/posts/x/`, `#part`, `https://own.site/posts/x/`, and `wiki:slug#heading` for `[[slug#heading]]`. Who names
 * a file, or a language (`[[slug.en]]`), gets that page; else, of a page in several languages, it is the one in
 * the language of the text.
 */
export function resolveAddress(address: string, from: From, index: ContentIndex): Resolution {
  const lookup = lookupOf(index);
  if (address.startsWith('wiki:')) return resolveWiki(address.slice('wiki:'.length), from, lookup);
  if (address.startsWith('#')) return { kind: 'here', part: decoded(address.slice(1)) };
  const own = ownPath(address, index);
  if (own === null) return { kind: 'elsewhere' };
  const { path, query, part } = splitAddress(own);
  if (path === '') return part === '' ? { kind: 'elsewhere' } : { kind: 'here', part };
  const found = path.startsWith('/') ? byAddress(path, lookup) : byFile(path, from, lookup);
  if (found === null)
    return path.startsWith('/') ? deadAddress(path, lookup, index) : deadFile(path, from, lookup);
  const tail = query + (part === '' ? '' : `#${encodeURIComponent(part)}`);
  const rest = { url: own === address ? found.path + tail : address };
  return found.page === null ? { kind: 'known', ...rest } : { kind: 'page', page: found.page, part, ...rest };
}

interface Found {
  readonly path: string;
  readonly page: ContentPage | null;
}

/** The path of the site that an address is of, or the relative path that it is; null for one elsewhere. */
function ownPath(address: string, site: Home): string | null {
  if (address.startsWith('//') || address === '') return null;
  if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  const path = sitePath(address, site);
  if (path === null) return null;
  const { search, hash } = new URL(address);
  return path + search + hash;
}

function splitAddress(address: string): { path: string; query: string; part: string } {
  const {
    path = '',
    query = '',
    part = '',
  } = /^(?<path>[^?#]*)(?<query>\?[^#]*)?(?:#(?<part>.*))?$/s.exec(address)?.groups ?? {};
  return { path, query, part: decoded(part) };
}

/** By the path of a page, with or without its last slash. */
function byAddress(path: string, { byPath, known }: Lookup): Found | null {
  const same = sameAddress(path);
  const page = byPath.get(same);
  if (page !== undefined) return { path: page.path, page };
  return known.has(same) || generated.test(same) ? { path, page: null } : null;
}

/** Addresses that a build makes and no folder shows. */
const generated = /^\/(?:og\/|_astro\/|pagefind\/|studio(?:\/|$)|feed\/\d+\.json$)/;

/** By the path of a file beside the text, as on a disk; else by the path of a page beside its page, as in a browser. */
function byFile(path: string, from: From, lookup: Lookup): Found | null {
  const target = posix.join(posix.dirname(from.file), decoded(path).normalize('NFC'));
  const page = fileNamed(target, lookup) ?? inOwnLanguage(target, from, lookup);
  if (page !== undefined) return { path: page.path, page };
  const here = lookup.byFile.get(from.file)?.path;
  if (here === undefined || ending.test(path)) return null;
  return byAddress(new URL(path, `http://here${here}`).pathname, lookup);
}

/** The page of `x.md` for `x.md`, and for `x.mdx`, which it may have been; of `x.en.md` for `x.en` as well. */
function fileNamed(target: string, { byFile, byBare }: Lookup): ContentPage | undefined {
  const page = byFile.get(target) ?? byBare.get(withoutEnding(target));
  return page !== undefined && (ending.test(target) || saysLanguage(target, page)) ? page : undefined;
}

/** For `./x` and `./folder/`, which no file is called. */
function inOwnLanguage(target: string, { lang }: From, lookup: Lookup): ContentPage | undefined {
  const page = lookup.byStem.get(stemOf(target, lookup.languages));
  return page && lookup.inLanguage(page, lang);
}

/** Whether a name ends in the language of the page it has led to. */
function saysLanguage(name: string, { lang }: ContentPage): boolean {
  return name.toLowerCase().endsWith(`.${lang.toLowerCase()}`);
}

const ending = /\.mdx?$/;

/** `slug`, `offers/slug`, an id, a file's name or a title, and perhaps a heading. */
function resolveWiki(written: string, from: From, lookup: Lookup): Resolution {
  const [name = '', ...rest] = decoded(written).split('#');
  const part = rest.join('#').trim();
  if (name.trim() === '') return { kind: 'here', part };
  const named = lookup.byName.get(nameKey(name));
  if (named === undefined) {
    const near = lookup.nearestName(nameKey(name));
    const hint =
      near === undefined
        ? 'It takes a slug, an id or a title; \\[[…]] is text.'
        : `Did you mean “[[${near}]]”?`;
    const files = ['md', 'mdx'].map((ending) => `content/posts/${name.trim()}.${ending}`);
    return { kind: 'dead', reason: `there is no page “${name.trim()}”`, hint, files };
  }
  const page = saysLanguage(nameKey(name), named) ? named : lookup.inLanguage(named, from.lang);
  const url = page.path + (part === '' ? '' : `#${encodeURIComponent(part)}`);
  return { kind: 'page', page, part, url };
}

function nameKey(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

function deadAddress(path: string, lookup: Lookup, index: ContentIndex): Resolution {
  const shown = decoded(path);
  const near = lookup.nearestPath(sameAddress(path));
  const nearby =
    near === undefined ? 'Files of public/ and pages of the site are known.' : `Did you mean “${near}”?`;
  const hint = hintForBase(path, index) ?? nearby;
  const [, section = '', slug] = /^\/(?:[A-Za-z-]+\/)?([a-z]+)\/(.+?)\/?$/.exec(shown) ?? [];
  const folder = folders[section];
  const files =
    folder === undefined
      ? [`public${shown}`]
      : ['md', 'mdx'].map((ending) => `content/${folder}/${slug}.${ending}`);
  return { kind: 'dead', reason: `there is no page “${shown}”`, hint, files };
}

/**
 * What to do about a path that would be right on the host, `/blog/posts/hello/`: a text does not say where the site
 * lives, or it would break where the site moves. undefined for any other path.
 */
export function hintForBase(path: string, index: ContentIndex): string | undefined {
  const inside = isAtRoot(index) ? null : sitePath(path, index);
  if (inside === null || byAddress(inside, lookupOf(index)) === null) return undefined;
  return `Leave “${basePath(index).slice(0, -1)}” out: “/” is the root of the site.`;
}

/** Section of an address → the folder its pages come from. */
const folders: Readonly<Record<string, string>> = {
  posts: 'posts',
  projects: 'projects',
  services: 'offers',
  courses: 'offers',
  products: 'offers',
  sponsors: 'offers',
};

function deadFile(path: string, from: From, lookup: Lookup): Resolution {
  const target = posix.join(posix.dirname(from.file), decoded(path));
  if (existsSync(posix.join(lookup.root, target))) return beside(path, target);
  const stems = new Map(lookup.filesIn(posix.dirname(target)).map((file) => [stemName(file), file]));
  const near = lookup.near(stemName(target), stems.keys());
  const hint =
    near === undefined
      ? 'The path is relative to the file it stands in; capitals count.'
      : `Did you mean “${posix.basename(stems.get(near) ?? '')}”?`;
  return {
    kind: 'dead',
    reason: `there is no file “${decoded(path)}”`,
    hint,
    files: [target.replace(/\/$/, '')],
  };
}

function stemName(file: string): string {
  return posix.basename(stemOf(file, []));
}

function beside(path: string, target: string): Resolution {
  const reason = `“${decoded(path)}” is not a page: files beside a text are not published`;
  return { kind: 'dead', reason, hint: 'Put it in public/ and link to it as “/name”.', files: [target] };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
