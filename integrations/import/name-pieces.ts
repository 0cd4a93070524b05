import { isReserved, type Lang, mainLanguage, readContentName, type Site, type SitePath } from '#domain';
import { pathOf } from '../content/links/content-index.ts';
import { dayInName } from './dates/dates.ts';
import type { Piece, Tell } from './importer.ts';
import { readTitle } from './matter/read-head.ts';

/** A piece with the name, language and address it has here. */
export interface Named {
  readonly piece: Piece;
  readonly slug: string;
  readonly lang: Lang;
  readonly title: string;
  /** The path of its page on the site. */
  readonly address: SitePath;
}

/**
 * Gives each piece a slug that no other has in its language. A name is stable: it depends on the source's
 * own, and a piece that was imported before keeps the one it got.
 *
 * @param before source file → the slug it has
 * @param lang for pieces that do not say their language
 * @param blogLang what the blog's settings say of those; where they say nothing, it is guessed from the script
 */
export function namePieces(pieces: readonly Piece[], naming: Naming): Named[] {
  const { site, before, tell } = naming;
  const taken = new Set<string>();
  const inOrder = pieces.toSorted((a, b) => Number(before.has(b.file)) - Number(before.has(a.file)));
  return inOrder.flatMap((piece) => {
    const found = languageOf(piece, naming);
    if (found.lang === null) {
      const what = `its language, ${found.said}, is not one of the site’s: add it to languages in content/site.ts and import again`;
      tell({ level: 'left-out', file: piece.file, what });
      return [];
    }
    const slug = freeSlug(piece, found.name, found.lang, { before, taken, site });
    const address = pathOf(piece.kind === 'post' ? 'posts' : 'pages', slug, found.lang, undefined, site);
    return [{ piece, slug, lang: found.lang, title: readTitle(piece) ?? titleFrom(found.name), address }];
  });
}

export interface Naming {
  readonly site: Site;
  readonly lang: Lang | undefined;
  readonly blogLang?: string | undefined;
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

/** By the file's name, its front matter, the author's word, the blog's settings, or its letters; in this order. */
function languageOf(piece: Piece, naming: Naming): Found {
  const { lang, site } = naming;
  const named = readContentName(piece.name, site.languages);
  const name = named.lang === undefined ? piece.name : piece.name.slice(0, -(named.lang.length + 1));
  if (named.lang !== undefined) return { lang: named.lang, name };
  if (piece.lang === undefined) return { lang: lang ?? assumedLanguage(piece, naming), name };
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

/** Settings nobody touched say “en” of a blog in Chinese: letters that contradict them are believed. */
function assumedLanguage({ file, body }: Piece, { site, blogLang, tell }: Naming): Lang {
  const script = scriptOf(body);
  const set = blogLang === undefined ? undefined : matching(blogLang, site);
  const [only, other] = site.languages;
  if (set !== undefined && (typeof script !== 'string' || isAsian(set))) return set;
  if (only !== undefined && other === undefined) return only;
  const guessed = fittingLanguage(script, site);
  const what = `it does not say its language; by its letters it was taken for ${guessed} (--lang says it for all)`;
  tell({ level: 'told', file, what });
  return guessed;
}

function isAsian(lang: Lang): boolean {
  return /^(zh|ja|ko)/.test(lang);
}

function fittingLanguage(script: ReturnType<typeof scriptOf>, site: Site): Lang {
  if (script === null) return mainLanguage(site);
  const fitting = (lang: Lang) => (script === undefined ? !isAsian(lang) : lang.startsWith(script));
  return site.languages.find(fitting) ?? mainLanguage(site);
}

/** How much of the beginning is looked at, and how much of that counts once code is out of it. */
const [BEGINNING, SAMPLE] = [20_000, 4000];

/** The language of its script; undefined for one of many languages, null where there are no letters. */
function scriptOf(body: string): 'zh' | 'ja' | 'ko' | undefined | null {
  const text = proseOf(body.slice(0, BEGINNING)).slice(0, SAMPLE);
  const count = (script: RegExp) => text.match(script)?.length ?? 0;
  const [han, kana, hangul] = [
    count(/\p{sc=Han}/gu),
    count(/[\p{sc=Hira}\p{sc=Kana}]/gu),
    count(/\p{sc=Hangul}/gu),
  ];
  const words = count(/\p{sc=Latin}+/gu);
  if (han + kana + hangul + words === 0) return null;
  if (han + kana + hangul <= words / 2) return undefined;
  if (kana * 3 > Math.max(han, hangul)) return 'ja';
  return hangul > han ? 'ko' : 'zh';
}

/** A text without code, tags and addresses, whose letters say nothing of its language. */
function proseOf(body: string): string {
  return notProse.reduce((text, pattern) => text.replace(pattern, ' '), body);
}

const notProse: readonly RegExp[] = [
  /^[ \t]*(?<fence>`{3,}|~{3,})[\s\S]*?(?:^[ \t]*\k<fence>|$(?![\s\S]))/gm,
  /\{%-?\s*(?<tag>highlight|codeblock|code|raw|mermaid)\b[\s\S]*?\{%-?\s*end\k<tag>\s*-?%\}/g,
  /<(?<tag>pre|code|script|style)\b[\s\S]*?<\/\k<tag>>/gi,
  /^(?: {4}|\t).*$/gm,
  /(?<ticks>`+)[^`]+\k<ticks>/g,
  /\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g,
  /<!--[\s\S]*?-->|<[^>]*>/g,
  /\]\([^)]*\)|^\[[^\]]+\]:.*$|\b[a-z]+:\/\/\S+/gim,
];

function titleFrom(name: string): string {
  const last = name.split('/').at(-1) ?? name;
  return (dayInName(last).rest || last).replaceAll(/[-_]+/g, ' ').trim() || last;
}
