import { posix } from 'node:path';
import { nearest, sameAddress } from '#domain';
import type { ContentIndex, ContentPage } from './content-index.ts';

/** A {@link ContentIndex}, to look things up in. */
export interface Lookup {
  readonly root: string;
  readonly languages: readonly string[];
  readonly byPath: ReadonlyMap<string, ContentPage>;
  readonly byFile: ReadonlyMap<string, ContentPage>;
  /** By file without ending. */
  readonly byBare: ReadonlyMap<string, ContentPage>;
  /** By file without ending, language and `index`; one of those that share it. */
  readonly byStem: ReadonlyMap<string, ContentPage>;
  /** The page itself where it is in that language, else its translation, else the page. */
  readonly inLanguage: (page: ContentPage, lang: string) => ContentPage;
  /** By slug, `section/slug`, id, last part of the slug, title; in lower case. The first kind that fits counts. */
  readonly byName: ReadonlyMap<string, ContentPage>;
  readonly known: ReadonlySet<string>;
  readonly filesIn: (folder: string) => readonly string[];
  /** The nearest path of a page or file, as an author would write it. */
  readonly nearestPath: (path: string) => string | undefined;
  readonly nearestName: (name: string) => string | undefined;
  /** The nearest of any names, for as long as there is patience. */
  readonly near: (name: string, known: Iterable<string>) => string | undefined;
}

const made = new WeakMap<ContentIndex, Lookup>();

/** The lookup of an index, made once. */
export function lookupOf(index: ContentIndex): Lookup {
  const lookup = made.get(index) ?? makeLookup(index);
  made.set(index, lookup);
  return lookup;
}

/** A file without ending, language and `index`: what its translations share. */
export function stemOf(file: string, languages: readonly string[]): string {
  const bare = withoutEnding(file.replace(/\/$/, ''));
  const lang = /\.([A-Za-z-]+)$/.exec(bare)?.[1];
  const named = lang !== undefined && languages.includes(lang) ? bare.slice(0, -lang.length - 1) : bare;
  return named.replace(/\/index$/, '');
}

/** `posts/x.en.md` → `posts/x.en` */
export function withoutEnding(file: string): string {
  return file.replace(/\.mdx?$/, '');
}

function makeLookup({ root, pages, known }: ContentIndex): Lookup {
  const languages = [...new Set(pages.map(({ lang }) => lang))];
  const byPath = new Map(pages.map((page) => [sameAddress(page.path), page]));
  const byName = namesOf(pages);
  const versions = new Map(pages.map((page) => [`${keyOf(page)}/${page.lang}`, page]));
  const near = patient();
  const folders = Map.groupBy(
    pages.map(({ file }) => file),
    posix.dirname,
  );
  return {
    root,
    languages,
    byPath,
    byFile: new Map(pages.map((page) => [page.file.normalize('NFC'), page])),
    byBare: new Map(pages.map((page) => [withoutEnding(page.file.normalize('NFC')), page])),
    byStem: new Map(pages.map((page) => [stemOf(page.file.normalize('NFC'), languages), page])),
    inLanguage: (page, lang) => versions.get(`${keyOf(page)}/${lang}`) ?? page,
    byName,
    known: new Set(known),
    filesIn: (folder) => folders.get(folder) ?? [],
    nearestPath: (path) => {
      const found = near(path, [...byPath.keys(), ...known]);
      return found === undefined ? undefined : decodeURI(byPath.get(found)?.path ?? found);
    },
    nearestName: (name) => near(name, byName.keys()),
    near,
  };
}

function keyOf({ section, translationKey }: ContentPage): string {
  return `${section}/${translationKey}`;
}

function namesOf(pages: readonly ContentPage[]): Map<string, ContentPage> {
  const kinds: readonly ((page: ContentPage) => string)[] = [
    ({ section, slug }) => (section === 'posts' ? slug : ''),
    ({ section, slug }) => `${section}/${slug}`,
    ({ id }) => id,
    ({ slug }) => slug,
    ({ slug }) => posix.basename(slug),
    ({ title }) => title.trim(),
  ];
  const names = new Map<string, ContentPage>();
  for (const kind of kinds) {
    const keyed = Map.groupBy(pages, (page) => kind(page).normalize('NFC').toLowerCase());
    for (const [name, found] of keyed) {
      const [first] = found;
      if (name !== '' && first !== undefined && !names.has(name)) names.set(name, first);
    }
  }
  return names;
}

/** Looking for the nearest of a thousand names takes milliseconds: ten thousand dead links get no such help. */
function patient(): Lookup['near'] {
  let left = 100;
  return (name, known) => {
    left -= 1;
    return left < 0 ? undefined : nearest(name, known);
  };
}
