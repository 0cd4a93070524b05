import type { Edition, Millis } from '#domain';
import type { OpenChannel } from '../channels/settings.ts';
import type { Send } from '../exchange.ts';
import type { FittedPicture, PictureRules } from '../pictures/fit-picture.ts';
import type { DrawnPicture } from '../pictures/render-pictures.ts';
import type { Journal } from '../records/journal.ts';
import type { Ledger } from '../records/ledger.ts';
import type { Picture } from '../render/recipe.ts';
import type { Result } from './result.ts';

/** All that publishing does to the world, and asks of it. */
export interface Effects {
  readonly ledger: Ledger;
  readonly journal: Journal;
  /** The site's own address. */
  readonly site: string;
  readonly now: () => Millis;
  readonly sleep: (duration: Millis) => Promise<void>;
  /** A key that was never chosen before; see `Ready.key`. */
  readonly newKey: () => string;
  /** Why a page is not there, with what to do; undefined where it is. */
  readonly whyAbsent: (url: string) => Promise<string | undefined>;
  /** A picture of the site. Throws a `Failure`. */
  readonly readPicture: (url: string) => Promise<Uint8Array>;
  /** Draws the formulas and diagrams among some pictures, by their keys. Throws a `Problem`. */
  readonly draw: (pictures: readonly Picture[]) => Promise<ReadonlyMap<string, DrawnPicture>>;
  /** Makes a picture keep a platform's rules. Throws a `Problem`. */
  readonly fit: (
    picture: { readonly bytes: Uint8Array; readonly name: string },
    rules: PictureRules,
  ) => Promise<FittedPicture>;
  /** Asks the author. */
  readonly consent: (question: Question) => Promise<boolean>;
  /** The way to a channel's server. */
  readonly sendFor: (channel: OpenChannel) => Send;
  /** Told of each result as it comes. */
  readonly onResult?: (result: Result) => void;
}

/**
 * What only the author can decide.
 * - `cost`: it costs money, or cannot be taken back.
 * - `overwrite`: the copy was edited there by hand, and ours would replace it.
 * - `again`: it may be there already, and would be sent once more.
 */
export interface Question {
  readonly about: 'cost' | 'overwrite' | 'again';
  readonly what: string;
  readonly edition: Pick<Edition, 'post' | 'channel'>;
}
