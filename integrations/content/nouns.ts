import type { Lang, Problem, Visibility } from '#domain';
import type { LineOf } from './front-matter/front-matter.ts';
import { type ContentFolder, contentFolders, type NounIn } from './kinds.ts';
import type { Leftover } from './new/placeholders.ts';

/** A noun and the file it came from. */
export interface Filed<Noun> {
  readonly noun: Noun;
  /** Relative to the project. */
  readonly file: string;
  readonly lineOf: LineOf;
  /** The checked front matter the noun was made from. */
  readonly matter: Readonly<Record<string, unknown>>;
  /** What `byline new` put there and nobody has replaced. */
  readonly leftovers: readonly Leftover[];
}

/** The nouns of every folder of `content/`. */
export type Nouns = { readonly [Folder in ContentFolder]: readonly Filed<NounIn<Folder>>[] };

/** Everything under `content/` that could be read, and everything that is wrong with it. */
export interface Content extends Nouns {
  readonly problems: readonly Problem[];
  /** Doubtful places that the author may intend; a build goes on. */
  readonly warnings: readonly Problem[];
  /** Whether the languages in file names are not those of the settings, so that hardly a link can fit. */
  readonly isMisnamed: boolean;
  /** Every `.md` and `.mdx` that is content, relative to the project, whether it could be read or not. */
  readonly files: readonly string[];
}

/** A noun of any folder: an offer is called by its `id`, all others have a `slug`. */
export interface AnyNoun extends Visibility {
  readonly lang: Lang;
  readonly slug?: string;
  /** Of a post or an offer. */
  readonly id?: string;
  /** Of an offer or a talk. */
  readonly kind?: string;
  readonly title?: string;
  /** Of a testimonial: who said it. */
  readonly name?: string;
  /** Of a post: what its translations share. */
  readonly translationKey?: string;
}

/** The nouns of all folders, or of some, in one list. */
export function filedIn(
  nouns: Nouns,
  folders: readonly ContentFolder[] = contentFolders,
): readonly Filed<AnyNoun>[] {
  return folders.flatMap((folder): readonly Filed<AnyNoun>[] => nouns[folder]);
}
