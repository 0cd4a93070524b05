import { wikiLinks } from '../dialects/wiki.ts';
import type { Blog, Keys, Note, OldLists, Piece, Source, WallClock } from '../importer.ts';

import { folderIn, slugify, stem } from '../links/permalink.ts';
import { isRecord, readMatter } from '../matter/matter.ts';
import { readKeys } from '../matter/read-keys.ts';
import { readMdx } from './read-mdx.ts';
import { readVue } from './vue-components.ts';

/** Where a piece of a site of Markdown and MDX is, as its importer reads it from its path and front matter. */
export interface Placed {
  readonly kind: Piece['kind'];
  /** What its new address is made of. */
  readonly name: string;
  readonly lang?: string | undefined;
  /** A day its name says. */
  readonly day?: string | null | undefined;
  /** Paths it had, its own first. */
  readonly paths: (at: WallClock) => readonly string[];
  /** Why the site had no page for it, beside what its front matter says. */
  readonly hidden?: readonly string[];
}

/** What an importer of such a site says. */
export interface SiteOf {
  readonly url: string | undefined;
  readonly lang?: string | undefined;
  /** Whether `.md` is read as MDX as well, as Docusaurus does. @default false */
  readonly mdIsMdx?: boolean;
  /** Whether its Markdown has components of Vue. @default false */
  readonly hasVue?: boolean;
  readonly lists?: OldLists;
  /** Null for a file that is no page. */
  readonly placeOf: (file: string, data: Readonly<Record<string, unknown>>, keys: Keys) => Placed | null;
  /** Where the file behind an address may be; see `Blog`. */
  readonly placesOf: Blog['placesOf'];
}

/** Front matter that says where a page was, and is read by the importer. */
const addressKeys = ['slug', 'permalink', 'id', 'path', 'url'];

/** The pieces of a site of Markdown and MDX files, components mapped. */
export function readSite({ texts }: Source, isText: (file: string) => boolean, site: SiteOf): Blog {
  const notes: Note[] = [];
  const pieces = [...texts]
    .filter(([file]) => isText(file))
    .flatMap(([file, text]) => readPiece(file, text, site, notes) ?? []);
  return {
    url: site.url,
    lang: site.lang,
    pieces,
    dialect: wikiLinks,
    placesOf: site.placesOf,
    lists: site.lists ?? {},
    notes,
  };
}

function readPiece(file: string, text: string, site: SiteOf, notes: Note[]): Piece | null {
  const matter = readMatter(file, text, (note) => notes.push(note));
  if (matter === null) return null;
  const isMdx = /\.mdx$/i.test(file) || (site.mdIsMdx ?? false);
  const title = String(matter.data['title'] ?? stem(file));
  const say = (line: number, what: string) =>
    notes.push({ level: 'look', file, line: matter.bodyLine + line - 1, what });
  const { body, data: exported } = isMdx
    ? readMdx(matter.body, title, say)
    : { body: site.hasVue ? readVue(matter.body, title, say) : matter.body, data: {} };
  const data = { ...exported, ...matter.data };
  const keys = readKeys(data);
  const placed = site.placeOf(file, data, keys);
  if (placed === null) {
    notes.push({ level: 'told', file, what: 'the site had no page of it; not imported' });
    return null;
  }
  return {
    file,
    kind: placed.kind,
    name: placed.name,
    calls: [file, file.replace(/\.mdx?$/i, ''), placed.name],
    lang: placed.lang ?? keys.lang,
    keys: {
      ...keys,
      date: keys.date ?? placed.day ?? undefined,
      hidden: [...keys.hidden, ...(placed.hidden ?? [])],
      kept: Object.fromEntries(Object.entries(keys.kept).filter(([key]) => !addressKeys.includes(key))),
    },
    body,
    bodyLine: matter.bodyLine,
    form: 'markdown',
    paths: placed.paths,
  };
}

/** A setting of a JavaScript file that is a string written out: `url: 'https://a.example'`. */
export function settingIn(code: string | undefined, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s,{])${name}\\s*:\\s*(['"\`])([^'"\`\\n]*)\\1`, 'm').exec(code ?? '');
  return found?.[2];
}

/** The text of the first of some files there is. */
export function textOf({ texts }: Source, names: RegExp): string | undefined {
  return [...texts].find(([file]) => names.test(file))?.[1];
}

/** `/tags/x/`, as most such blogs spell it. */
export function tagLists(base: string): OldLists {
  return { tag: (name) => pathOf(base, 'tags', slugify(name).toLowerCase()) };
}

/** A path with its slashes: `/a/b/`. */
export function pathOf(...parts: readonly string[]): string {
  return `/${parts.join('/')}/`.replace(/\/{2,}/g, '/');
}

/** Beside the file, then in folders whose files the site served from its root. */
export function besideOrIn(
  folders: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): Blog['placesOf'] {
  return (address, { file }) => {
    const alias = Object.keys(aliases).find((start) => address.startsWith(start));
    if (alias !== undefined) return [`${aliases[alias]}${address.slice(alias.length)}`];
    const bare = address.replace(/^\/+/, '');
    const beside = address.startsWith('/') ? [] : [`${folderIn(file)}/${address}`];
    return [...beside, ...folders.map((folder) => `${folder}/${bare}`), bare];
  };
}

/** A text of front matter; undefined for other values. */
export function textIn(data: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = isRecord(data) ? data[key] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
