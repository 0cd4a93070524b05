import type { Dialect } from './html/translate-tags.ts';
import type { Syntax } from './syntax/index.ts';

/**
 * THE CONTRACT. An importer is one file in `importers/`; its name is the word after `byline import`.
 * It only reads: given the files of a blog it says which pieces of writing there are, what their front
 * matter says and where they lived. Encodings, names, dates, pictures, writing and the report are not its
 * business.
 */
export interface Importer {
  /** What people call it: `Hexo`. */
  readonly name: string;
  /** What its path is, in a sentence for whoever gave another. */
  readonly takes: string;
  /** Whether the path is one file; the folder around it is then the source. @default false */
  readonly takesFile?: boolean;
  /** Folders, relative to the source, that hold nothing an author wrote. */
  readonly skips: RegExp;
  /** Folders that begin with a dot and are the blog's all the same: `.vuepress`. @default none */
  readonly dotFolders?: RegExp;
  /** Files to read as text; all others are pictures or nothing. */
  readonly texts: RegExp;
  /** The blog in these files. Throws a `Problem` where there is none. */
  read(source: Source): Blog;
}

export function defineImporter(importer: Importer): Importer {
  return importer;
}

/** The files of a blog, before anything is understood. */
export interface Source {
  /** Every regular file, relative with `/`, in order; links that lead outside are not among them. */
  readonly files: readonly string[];
  /** File → its text, decoded and with plain line breaks, for those the importer asked for. */
  readonly texts: ReadonlyMap<string, string>;
  /** The file the path names, where the importer takes one. */
  readonly main: string | undefined;
}

/** A blog, understood. */
export interface Blog {
  /** The IANA zone it wrote its dates in; the site's, where it says none. */
  readonly timeZone?: string | undefined;
  /** Where it lived, with the folder it lived in: `https://old.example/blog`. */
  readonly url?: string | undefined;
  /** The language of pieces that do not say theirs: `zh-CN`. */
  readonly lang?: string | undefined;
  readonly pieces: readonly Piece[];
  readonly dialect: Dialect;
  /** What its Markdown has that others have not. @default {} */
  readonly syntax?: Syntax;
  /** Where the file behind an address may be, best guess first; the address is a path, decoded. */
  readonly placesOf: (address: string, piece: Piece) => readonly string[];
  /** Where it had its lists of posts. @default none */
  readonly lists?: OldLists;
  /** Number → address, for tags that name an attachment by its number. */
  readonly attachments?: ReadonlyMap<string, string>;
  /** What expressions in its texts come to, by name: `site.author`. */
  readonly values?: ReadonlyMap<string, string>;
  /** Files of text to write beside the posts, such as a list of pictures to download. */
  readonly extras?: readonly { readonly file: string; readonly text: string }[];
  readonly notes?: readonly Note[];
}

/** Where the old site had its lists of posts. */
export interface OldLists {
  /** The paths of a post's categories, each with the category it lists. */
  readonly category?: (
    names: readonly string[],
  ) => readonly { readonly path: string; readonly name: string }[];
  readonly tag?: (name: string) => string;
  /** The paths of the archives a post of this day was in. */
  readonly archive?: (at: WallClock) => readonly string[];
  /** Path of a feed → path of ours in the same format. */
  readonly feeds?: Readonly<Record<string, string>>;
}

/** One piece of writing, as its source has it. */
export interface Piece {
  /** Where it is in the source. */
  readonly file: string;
  /** A post, or a page such as “About” that stands outside time. */
  readonly kind: 'post' | 'page';
  /** What its new address is made of, with folders where there are some: `tech/hello`. */
  readonly name: string;
  /** What other pieces call it in links: `2019-01-02-hello`, `posts/hello.md`. */
  readonly calls: readonly string[];
  /** Its language where the source says one. */
  readonly lang: string | undefined;
  readonly keys: Keys;
  readonly body: string;
  /** 1-based line of the file on which the body begins. */
  readonly bodyLine: number;
  readonly form: 'markdown' | 'html';
  /** Paths it had, its own first; what could not be filled in stays as `:word`. */
  readonly paths: (at: WallClock) => readonly string[];
}

/** What front matter says, in our words. */
export interface Keys {
  readonly title: string | undefined;
  readonly description: string | undefined;
  /** As written. */
  readonly date: unknown;
  readonly updated: unknown;
  readonly publishAt: unknown;
  readonly tags: readonly string[];
  /** For addresses made of them; they are among the tags too. */
  readonly categories: readonly string[];
  /** Why the old blog did not show it to everyone; a piece with a reason becomes a draft. */
  readonly hidden: readonly string[];
  /** When the old blog stopped showing it, as written. */
  readonly expires: unknown;
  /** Names of keys that held a secret. Their values are nowhere in a piece. */
  readonly secrets: readonly string[];
  readonly lang: string | undefined;
  /** A picture's address, in the source. */
  readonly cover: string | undefined;
  readonly canonical: string | undefined;
  readonly series: { readonly name: string; readonly order: number } | undefined;
  readonly pinned: boolean;
  readonly noindex: boolean;
  /** Old paths the author named. */
  readonly aliases: readonly string[];
  /** Keys that have no place in our front matter, as they were. */
  readonly kept: Readonly<Record<string, unknown>>;
}

/** A moment on the clock on the wall, in the zone of the blog. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Something for the author to know. */
export interface Note {
  /** Was it left out, does it want looking at, or is it said for the record? */
  readonly level: 'left-out' | 'look' | 'told';
  /** In the source. */
  readonly file: string;
  readonly line?: number | undefined;
  readonly what: string;
}

export type Tell = (note: Note) => void;
