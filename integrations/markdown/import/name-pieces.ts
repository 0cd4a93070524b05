import {
  introduces,
  isReserved,
  type Lang,
  mainLanguage,
  pagePath,
  readContentName,
  rootPath,
  type Site,
} from '#domain';
import { dayInName } from './dates.ts';
import type { Piece, Tell } from './importer.ts';
import { readTitle } from './read-head.ts';

/** A piece with the name, language and address it has here. */
export interface Named {
  readonly piece: Piece;
  readonly slug: string;
  readonly lang: Lang;
  readonly title: string;
  /** The path of its page. */
  readonly address: string;
}

/**
 * Gives each piece a slug that no other has in its language. A name is stable: it depends on the source's
 * own, and a piece that was imported before keeps the one it got.
 *
 * @param before source file → the slug it has
 * @param lang for pieces that do not say their language; else it is guessed from the script
 */
export function namePieces(pieces: readonly Piece[], { site, lang, before, tell }: Naming): Named[] {
  const taken = new Set<string>();
  const inOrder = pieces.toSorted((a, b) => Number(before.has(b.file)) - Number(before.has(a.file)));
  return inOrder.flatMap((piece) => {
    const found = languageOf(piece, lang, site);
    if (found.lang === null) {
      const what = `its language, ${found.said}, is not one of the site’s: add it to languages in content/site.ts and import again`;
      tell({ level: 'left-out', file: piece.file, what });
      return [];
    }
    const slug = freeSlug(piece, found.name, found.lang, { before, taken, site });
    const address =
      piece.kind === 'post' ? pagePath('posts', slug, found.lang, site) : pageAddress(slug, found.lang, site);
    return [{ piece, slug, lang: found.lang, title: readTitle(piece) ?? titleFrom(found.name), address }];
  });
}

/** A page named after a section stands at the top of it. */
function pageAddress(slug: string, lang: Lang, site: Site): string {
  return introduces(slug) ? pagePath(slug, '', lang, site) : rootPath(slug, lang, site);
}

export interface Naming {
  readonly site: Site;
  readonly lang: Lang | undefined;
  readonly before: ReadonlyMap<string, string>;
  readonly tell: Tell;
}

/** Letters, digits, “.”, “_” and “-”: what a slug, an id and every file system take. */
export function cleanName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
  return shorten(clean);
}

/** File systems take 255 bytes; a suffix and an ending have to fit too. */
const LONGEST = 180;

function shorten(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > LONGEST) short = [...short].slice(0, -1).join('');
  return short.replace(/[-._]+$/, '');
}

interface Slugs {
  readonly before: ReadonlyMap<string, string>;
  readonly taken: Set<string>;
  readonly site: Site;
}

/** The last part of its name; with the folder before it where two have the same; with a number at last. */
function freeSlug(piece: Piece, name: string, lang: Lang, { before, taken, site }: Slugs): string {
  const parts = name.split('/').map((part) => cleanName(dayInName(part).rest) || cleanName(part));
  const own = parts.at(-1) || 'untitled';
  const longer = shorten(parts.slice(-2).filter(Boolean).join('-') || own);
  const wanted = [before.get(piece.file) ?? own, own, longer].filter((slug) => slug !== 'index');
  const isFree = (slug: string) =>
    !taken.has(key(piece, slug, lang)) && (piece.kind === 'post' || !isReserved(slug, site));
  let slug = wanted.find(isFree);
  for (let number = 2; slug === undefined; number += 1) {
    if (isFree(`${own}-${number}`)) slug = `${own}-${number}`;
  }
  taken.add(key(piece, slug, lang));
  return slug;
}

function key({ kind }: Piece, slug: string, lang: Lang): string {
  return `${kind}/${lang}/${slug.toLowerCase()}`;
}

type Found =
  | { readonly lang: Lang; readonly name: string }
  | { readonly lang: null; readonly name: string; readonly said: string };

/** By the file's name, its front matter, the author's word, or its letters; in this order. */
function languageOf(piece: Piece, lang: Lang | undefined, site: Site): Found {
  const named = readContentName(piece.name, site.languages);
  const name = named.lang === undefined ? piece.name : piece.name.slice(0, -(named.lang.length + 1));
  if (named.lang !== undefined) return { lang: named.lang, name };
  if (piece.lang === undefined) return { lang: lang ?? guessLanguage(piece.body, site), name };
  const said = matching(piece.lang, site);
  return said === undefined && lang === undefined
    ? { lang: null, name, said: piece.lang }
    : { lang: said ?? lang ?? mainLanguage(site), name };
}

/** `zh-CN` is `zh` on a site that has no other Chinese. */
function matching(said: string, { languages }: Site): Lang | undefined {
  const [primary] = said.toLowerCase().split(/[-_]/);
  const exact = languages.find((lang) => lang.toLowerCase() === said.toLowerCase().replace('_', '-'));
  return exact ?? languages.find((lang) => lang.toLowerCase().split('-')[0] === primary);
}

/** How much of the beginning is looked at. */
const SAMPLE = 4000;

function guessLanguage(body: string, site: Site): Lang {
  const text = body.slice(0, SAMPLE).replace(/```[\s\S]*?```|<[^>]*>|\]\([^)]*\)|https?:\S+/g, ' ');
  const count = (script: RegExp) => text.match(script)?.length ?? 0;
  const [han, kana, hangul] = [
    count(/\p{sc=Han}/gu),
    count(/[\p{sc=Hira}\p{sc=Kana}]/gu),
    count(/\p{sc=Hangul}/gu),
  ];
  const words = count(/\p{sc=Latin}+/gu);
  if (han + kana + hangul + words === 0) return mainLanguage(site);
  const [most] = [
    ['ja', kana * 3],
    ['ko', hangul],
    ['zh', han],
  ].toSorted((a, b) => Number(b[1]) - Number(a[1]));
  const guessed = han + kana + hangul > words / 2 ? String(most?.[0]) : undefined;
  const fitting = (lang: Lang) =>
    guessed === undefined ? !/^(zh|ja|ko)/.test(lang) : lang.startsWith(guessed);
  return site.languages.find(fitting) ?? mainLanguage(site);
}

function titleFrom(name: string): string {
  const last = name.split('/').at(-1) ?? name;
  return (dayInName(last).rest || last).replaceAll(/[-_]+/g, ' ').trim() || last;
}
