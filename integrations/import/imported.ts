import { posix } from 'node:path';
import { stringify } from 'yaml';
import { basePath, mainLanguage, type Site, type SitePath } from '#domain';
import { clockOf, type Written } from './dates/dates.ts';
import { type Dates, datesOf, hiddenBy, isZone } from './dates/piece-dates.ts';
import { type Picture, type Places, pageKey, resolverFor } from './find-files.ts';
import { translateTags } from './html/translate-tags.ts';
import type { Blog, Piece, Tell } from './importer.ts';
import { relink } from './links/relink.ts';
import { readHead } from './matter/read-head.ts';
import type { Named } from './name-pieces.ts';
import { translateSyntax } from './syntax/index.ts';

/** A piece of writing as it goes into `content/`; nothing of it is written yet. */
export interface Imported {
  /** In the source. */
  readonly source: string;
  /** The file to write, relative to the project. */
  readonly file: string;
  readonly text: string;
  readonly pictures: readonly Picture[];
  /** Front matter that has no place in ours. */
  readonly kept: Readonly<Record<string, unknown>>;
  /** Why the old blog did not show it to everyone. It is then a draft. */
  readonly hidden: readonly string[];
  /** 1-based line of the source file on which it begins. */
  readonly line: number;
}

/** What a piece needs to know beside itself. */
export interface Surroundings {
  readonly blog: Blog;
  readonly site: Site;
  readonly places: Places;
  /** Pieces by the names others call them. */
  readonly named: ReadonlyMap<string, Named>;
  /** Old paths other pieces have taken: path → the file that leads there. */
  readonly claimed: Map<string, string>;
  readonly pictureName: (folder: string, from: string) => Picture;
  /** UTC milliseconds: a later date had not come when the blog was imported. */
  readonly now: number;
  readonly tell: Tell;
}

/** A piece → the file it becomes. `fallback` is its date where its front matter says none. */
export function toImported(named: Named, fallback: Written, around: Surroundings): Imported {
  const { piece, slug, lang, title } = named;
  const { site, blog } = around;
  const folder = `content/${piece.kind === 'page' ? 'pages' : 'posts'}`;
  const suffix = lang === mainLanguage(site) ? '' : `.${lang}`;
  const pictures = new Map<string, Picture>();
  const place = (from: string) => {
    const found = around.pictureName(`${folder}/${slug}`, from);
    pictures.set(from, found);
    return `./${found.to.slice(found.to.lastIndexOf('/') + 1)}`;
  };
  const serve = (from: string, path: string) => {
    const to = servedAs(
      path.startsWith('/') ? path : `/files/${slug}/${from.slice(from.lastIndexOf('/') + 1)}`,
    );
    pictures.set(from, { from, to: `public${to}` });
    return encodeURI(to);
  };
  const tell = atAddress(piece, around.tell);
  const resolve = resolverFor(piece, blog, around.places, { place, serve, tell });
  const translated = translate(named, around);
  const text = relink(translated.text, resolve);
  const cover = piece.keys.cover === undefined ? null : resolve(piece.keys.cover);
  const isCover = cover?.startsWith('./') ? cover : undefined;
  const kept =
    isCover || piece.keys.cover === undefined
      ? piece.keys.kept
      : { ...piece.keys.kept, cover: piece.keys.cover };
  const head = readHead(text, title);
  const body = head.body.trim();
  const dates = datesOf(piece, { ...around, fallback });
  const hidden = [...hiddenBy(piece, dates, around), ...translated.hidden];
  const isDraft = hidden.length > 0;
  const matter = frontMatter(named, { ...around, dates, isDraft, cover: isCover, first: head.description });
  tellSecrets(piece, around.tell);
  tellKept(piece, kept, around.tell);
  const hasPictures = [...pictures.values()].some(({ to }) => to.startsWith(folder));
  const name = hasPictures ? `${slug}/index` : slug;
  return {
    source: piece.file,
    file: `${folder}/${name}${suffix}.md`,
    text: `---\n${matter}---\n\n${body}\n`,
    // What a draft links to is not for readers either.
    pictures: [...pictures.values()].filter(({ to }) => !isDraft || to.startsWith(folder)),
    kept,
    hidden,
    line: lineOf(piece),
  };
}

/** The text without its tags, and why a tag in it kept the old page from readers. */
function translate(
  { piece, title }: Named,
  { blog, site, named, tell }: Surroundings,
): { text: string; hidden: ReadonlySet<string> } {
  const hidden = new Set<string>();
  const names = {
    title,
    values: blog.values,
    site: site.url.replace(/\/$/, ''),
    find: (name: string) => {
      const found = named.get(callName(name));
      return found === undefined ? null : { address: found.address, title: found.title };
    },
    attachment: (id: string) => blog.attachments?.get(id),
    hide: (why: string) => hidden.add(why),
  };
  const tellAt = (line: number, what: string) =>
    tell({ level: 'look', file: piece.file, line: piece.bodyLine + (isPart(piece) ? 0 : line - 1), what });
  const text = translateTags(piece.body, blog.dialect, names, tellAt);
  return { text: piece.form === 'html' ? text : translateSyntax(text, blog.syntax ?? {}, tellAt), hidden };
}

/** A path of `public/`; it does not lead out of there. */
function servedAs(path: string): string {
  return posix.normalize(`/${path}`);
}

/** `/posts/a.md`, `posts/a` and `a` are one name. */
export function callName(name: string): string {
  return name
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.(md|markdown|html?)$/i, '')
    .toLowerCase();
}

/** Whether it is one of many in its file, so that lines of its text are not known. */
function isPart({ file }: Piece): boolean {
  return file.includes('#');
}

/** 1-based line of its file on which a piece begins. */
function lineOf(piece: Piece): number {
  return isPart(piece) ? piece.bodyLine : 1;
}

/** Addresses come in the order of the text, so each is looked for after the one before. */
function atAddress(piece: Piece, tell: Tell): (address: string, what: string) => void {
  let [seen, line] = [0, piece.bodyLine];
  return (address, what) => {
    if (!piece.body.includes(address, seen)) [seen, line] = [0, piece.bodyLine];
    const at = piece.body.indexOf(address, seen);
    if (at >= 0 && !isPart(piece)) line += piece.body.slice(seen, at).split('\n').length - 1;
    if (at >= 0) seen = at;
    tell({ level: 'look', file: piece.file, line, what: `${what}: ${address}` });
  };
}

interface Matter extends Surroundings {
  readonly dates: Dates;
  readonly isDraft: boolean;
  readonly cover: string | undefined;
  /** Its first sentences. */
  readonly first: string | null;
}

function frontMatter({ piece, slug, lang, title }: Omit<Named, 'address'>, around: Matter): string {
  const { keys } = piece;
  if (piece.kind === 'page') return pageMatter({ piece, slug, lang, title }, around);
  const main = lang === mainLanguage(around.site);
  const { dates } = around;
  const description = keys.description ?? around.first ?? title;
  const rest = {
    tags: keys.tags.length > 0 ? keys.tags : undefined,
    draft: around.isDraft || undefined,
    id: main ? slug : `${slug}.${lang}`,
    pinned: keys.pinned || undefined,
    noindex: keys.noindex || undefined,
    cover: around.cover && { src: around.cover, alt: '' },
    series: keys.series,
    canonical: keys.canonical,
    redirects: redirectsOf(piece, { ...around, slug, lang }, dates.date),
  };
  const written = Object.entries(rest).filter(([, value]) => value !== undefined);
  return [
    yaml({ title, description }),
    ...Object.entries(dates).map(([key, date]) => `${key}: ${date}\n`),
    yaml(Object.fromEntries(written)),
  ].join('');
}

/** A page has no day of its own, but it says when it was last true. */
function pageMatter({ piece, slug, lang, title }: Omit<Named, 'address'>, around: Matter): string {
  const { keys } = piece;
  const { date, updated = date } = around.dates;
  const rest = {
    draft: around.isDraft || undefined,
    noindex: keys.noindex || undefined,
    redirects: redirectsOf(piece, { ...around, slug, lang }, date),
  };
  const written = Object.entries(rest).filter(([, value]) => value !== undefined);
  return [
    yaml({ title, description: keys.description ?? around.first ?? title }),
    `updated: ${updated}\n`,
    ...(written.length === 0 ? [] : [yaml(Object.fromEntries(written))]),
  ].join('');
}

/** YAML 1.1 calls more things dates and booleans than 1.2 does, so its quotes are safe for readers of both. */
function yaml(data: Readonly<Record<string, unknown>>): string {
  return stringify(data, { version: '1.1', lineWidth: 0 });
}

function tellSecrets(piece: Piece, tell: Tell): void {
  const line = lineOf(piece);
  for (const name of piece.keys.secrets) {
    const what = `a secret was left out, and is written nowhere: ${name}`;
    tell({ level: 'look', file: piece.file, line, what });
  }
}

interface Asked extends Surroundings {
  readonly slug: string;
  readonly lang: string;
}

/** Old paths that lead here, without the new one; a path two pieces claim goes to the first. */
function redirectsOf(piece: Piece, around: Asked, date: Written): string[] | undefined {
  const { claimed, places, tell } = around;
  const own = places.addresses.get(piece.file);
  const say = (what: string) => tell({ level: 'look', file: piece.file, line: lineOf(piece), what });
  const old = oldPaths(piece, around.blog, date).map((path) => withoutBase(path, around.site));
  const taken = old.flatMap((path) => {
    const key = pageKey(path);
    if (own && pageKey(own) === key) return [];
    const problem = refusal(path, key, claimed.get(key));
    if (problem !== null) say(problem);
    if (problem !== null) return [];
    claimed.set(key, piece.file);
    return [path];
  });
  return taken.length > 0 ? [...new Set(taken)] : undefined;
}

/** An old path on a host as a path of this site: a blog that lived below the same path keeps its addresses. */
export function withoutBase(path: string, site: Site): SitePath {
  const base = basePath(site);
  return `/${path.startsWith(base) ? path.slice(base.length) : path.replace(/^\//, '')}`;
}

/** Why a path cannot lead to its page; null when it can. */
function refusal(path: string, key: string, owner: string | undefined): string | null {
  if (/[/=.-]:[a-z_]+/i.test(path)) return `its old address cannot be told from its permalink: ${path}`;
  if (key === '/') return 'its old address was the home page, which stays the home page';
  return owner === undefined ? null : `its old address ${path} is also that of ${owner}, which keeps it`;
}

/** Paths a piece had, as front matter takes them: decoded, without spaces, queries or anchors. */
export function oldPaths({ paths, keys }: Piece, blog: Blog, date: Written): string[] {
  const zone = blog.timeZone !== undefined && isZone(blog.timeZone) ? blog.timeZone : undefined;
  const [own, ...more] = paths(clockOf(date, zone));
  const base = own === undefined ? '/' : own.slice(0, own.replace(/\/$/, '').lastIndexOf('/') + 1);
  const aliases = keys.aliases.map((alias) => (alias.startsWith('/') ? alias : pathname(alias, base)));
  return [...(own === undefined ? [] : [own]), ...more, ...aliases].map(writable);
}

function pathname(alias: string, base: string): string {
  return URL.canParse(alias) ? new URL(alias).pathname : `${base}${alias}`;
}

function writable(path: string): string {
  const [bare = ''] = path.split(/[?#]/, 1);
  try {
    return decodeURI(bare).normalize('NFC').replace(/\s/g, '%20');
  } catch {
    return bare.replace(/\s/g, '%20');
  }
}

/** Keys that only switch a part of a theme on or off, or name its layout. */
const switches =
  /^(layout|type|comments?|toc\w*|math(jax)?|katex|mermaid|copyright\w*|author_?profile|share|sidebar|aside|classes|header|header-.*|isCJKLanguage|hiddenFrom\w+|no_?toc|post_toc|show\w*|enable\w*|reward|top_?img|highlight\w*|code\w*|weight|order|next|prev|editLink|pageClass|hide_\w+|sidebar_\w+|pagination_\w+)$/i;

function tellKept(piece: Piece, kept: Readonly<Record<string, unknown>>, tell: Tell): void {
  const line = lineOf(piece);
  const shown = Object.entries(kept).filter(([key]) => !key.startsWith('_'));
  for (const [key, value] of shown) {
    const what = `front matter without a place here: ${key}: ${JSON.stringify(value)}`;
    tell({ level: switches.test(key) ? 'told' : 'look', file: piece.file, line, what });
  }
}
