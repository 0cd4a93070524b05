import type { Millis, Text, Touch } from '#domain';

/**
 * THE CONTRACT. A model is one file in `models/`; its name is the id that reports are asked for by. There are two kinds.
 *
 * A *weighing* model says what each touch of a path weighs. The engine makes shares of the weights that add up to 1,
 * and splits money by largest remainder, so that credit adds up to the minor unit.
 *
 * A *sharing* model looks at all paths at once and says what share of everything each key has.
 */
export type Model = WeighingModel | SharingModel;

export interface WeighingModel extends Described {
  /**
   * How much one touch weighs: zero or more, finite. If every touch of a path weighs nothing, they share alike.
   *
   * @param index its place in `path.touches`
   */
  weigh(touch: Touch, index: number, path: Path): number;
}

export interface SharingModel extends Described {
  /** Key → its share, zero or more; the engine makes them add up to 1. An empty map shares alike. */
  share(facts: Facts): ReadonlyMap<string, number>;
}

interface Described {
  /** What people call it: `First touch`, 首次触达. */
  readonly title: Text;
  /** One or two sentences: whom it favours, and when to ask it. */
  readonly about: Text;
}

/** The touches before one conversion, oldest first, never empty. */
export interface Path {
  readonly touches: readonly Touch[];
  /** When the conversion happened. */
  readonly end: Millis;
}

/** Everything known of one dimension: channels, or posts. */
export interface Facts {
  /** Keys in order, and how many conversions came that way. */
  readonly paths: readonly { readonly keys: readonly string[]; readonly count: number }[];
  /**
   * How often a touch by one key (null: none, the path begins) was followed by one by another, by all readers,
   * whether they converted or not. Null where they are not counted, as for posts.
   */
  readonly hops: readonly Hop[] | null;
}

export interface Hop {
  readonly from: string | null;
  readonly to: string;
  readonly n: number;
}

/** Declares a model; the file's default export. */
export function defineModel(model: Model): Model {
  return model;
}
