import type { z } from 'zod';
import type { BodyFormat, CoverSize, Edition, Millis } from '#domain';
import type { Limit } from './editions/limit.ts';
import type { Answer, Login, Open, Server } from './exchange.ts';
import type { Failure } from './failure.ts';
import type { PictureRules } from './pictures/fit-picture.ts';
import type { BodyForm, Recipe, Span } from './render/recipe.ts';
import type { SummaryLengths } from './render/summary.ts';

export { type Limit, most } from './editions/limit.ts';
export type { Answer, Letter, Open, Request, Server } from './exchange.ts';
export { Failure } from './failure.ts';
export type { BodyForm, Recipe, Span } from './render/recipe.ts';

/**
 * THE CONTRACT. A platform is one file in `platforms/`; its name is the id that channels use in `content/site.ts`.
 * The file holds data, and small functions that say how to ask and how to read the answer. Nothing in it retries,
 * paces, stores or logs in twice: that is the engine's. A member that is absent is an ability the platform lacks;
 * the engine plans by what is there and never asks for a platform's name.
 */
export interface Platform<Secret extends string = string, Session = unknown, Options = unknown> {
  /** The platform's name for people: `DEV`, `博客园`. */
  readonly name: string;
  /** The address of its API; `{account}` stands for the channel's account. Absent: each channel names its own `url`. */
  readonly url?: string;
  /** A sentence that explains `account` to an author who left it out; absent for a platform without accounts. */
  readonly account?: string;
  /** Secret → how to get it, in a sentence. Read from `<CHANNEL>_<SECRET>` in the environment. */
  readonly secrets: Readonly<Record<Secret, string>>;
  /** The recipes of a body the platform takes, the preferred one first; a channel's `format` chooses another. */
  readonly render: readonly [Recipe, ...Recipe[]];
  /**
   * The schema of a channel's `options`, beside the settings that every channel has. It is a strict object, so that an
   * unknown key is refused with the key that was meant. @default no options
   */
  readonly options?: z.ZodType<Options>;
  /** The recipe a channel's options ask for, such as a theme. @default the first of {@link Platform.render} */
  recipeFor?(options: Options): Recipe;
  /** The length of a summary on the platform; {@link Ready.summary} fits it. @default 240 characters at most */
  readonly summary?: SummaryLengths;
  /** Limits of an edition, checked before a request. An edition that is too long is refused, never cut. */
  readonly limits: readonly Limit[];
  /** The least time between two writes of one account. @default 0 */
  readonly pace?: Millis;
  /** The time in which a slow server may still carry out a request. @default 10 minutes */
  readonly settles?: Millis;
  /** The sizes of a post's cover in pixels, the main one first. @default the share image, 1200 × 630 */
  readonly covers?: readonly CoverSize[];
  /** The pictures it takes as uploads. Absent: pictures stay on the author's site, and are checked to be there. */
  readonly pictures?: PictureRules;
  /** A sentence about a send that costs money or cannot be undone; the author is asked each time. */
  cost?(edition: Edition, options: Options): string | undefined;
  /** Why its links have to carry the whole tag, in a sentence; absent where a channel may choose. */
  readonly needsTag?: string;
  /** Why a channel has to name its first day in `since`, in a sentence; absent where every post may go. */
  readonly needsSince?: string;
  /** Its API. Absent: copies are made by hand. */
  readonly api?: Api<Secret, Session, Options>;
  /** The steps to make a copy by hand. */
  readonly kit?: Kit;
  /** Its id in Wechatsync, the extension that makes drafts in the author's own browser. Absent: not supported there. */
  readonly wechatsync?: string;
  /** The platform takes {@link Edition.slug} as the last part of a copy's address. */
  readonly slugs?: true;
  /** The proof on the author's site that a copy has the same author. */
  proof?(copy: Copy, options: Options): Proof | undefined;
  /** The id of the copy at an address, for `adopt` and `published`; undefined where the address is not of a copy. */
  idOf?(url: string): string | undefined;
}

/** How to write to a platform. Each function is one exchange, or a read before it, and throws a {@link Failure}. */
export interface Api<Secret extends string = string, Session = unknown, Options = unknown> {
  /**
   * The platform takes two creations as one post: with one {@link Ready.key} (`true`), or with one canonical address
   * (`'address'`). Two clones of the site choose two keys, and have one address.
   */
  readonly keyed?: true | 'address';
  /** A created post may be a draft that waits for its author. A draft of ours then counts as a copy. */
  readonly drafts?: true;
  /** Forms that {@link Ready.bodies} has to hold, beside the channel's own. @default none */
  readonly forms?: readonly BodyFormat[];
  /** It creates a live copy, or a draft where {@link Edition.draft} asks for one; an edit leaves a draft a draft. */
  readonly draftable?: true;
  /** A sent copy cannot be edited: readers have it already, as with mail. */
  readonly final?: true;
  /** Opens a session, which the engine keeps for the account, and opens again when an answer is `expired`. */
  login?(server: Server<Secret, Options>): Promise<Login<Session>>;
  /** Reads the platform's own errors from an answer, HTTP 200 included. Undefined: the HTTP status decides. */
  judge?(answer: Answer): Failure | undefined;
  /** The name of the account that the secrets belong to. It only reads; for `channels check`. */
  who?(to: Open<Secret, Session, Options>): Promise<string>;
  /** The instance's own limits, beside {@link Platform.limits}. */
  limits?(to: Open<Secret, Session, Options>): Promise<readonly Limit[]>;
  /** Uploads a picture that no reader sees yet; kept by account and content. */
  upload?(picture: Fitted, to: Open<Secret, Session, Options>): Promise<Upload>;
  /**
   * ONE request that readers can see, or several that change nothing when they are sent again, the post last.
   * `edition.key` is on the disk before it.
   */
  create(edition: Ready, to: Open<Secret, Session, Options>): Promise<Made>;
  /** Posts that may be the copy, oldest first. Absent: an uncertain copy waits for the author. */
  find?(edition: Sought, to: Open<Secret, Session, Options>, reach: Reach): Promise<readonly Seen[]>;
  /**
   * The copy as it is now. A copy that was deleted is `state: 'gone'`, or a {@link Failure} `gone`. `of` says whose copy
   * it is, for a platform whose ids end by normal use.
   */
  look?(id: string, to: Open<Secret, Session, Options>, of: Place): Promise<Seen>;
  /** Brings the copy up to date. Absent: an edit is made by hand. */
  update?(id: string, edition: Ready, to: Open<Secret, Session, Options>, seen?: Seen): Promise<Made>;
  /** Takes the copy back. Absent: by hand. */
  remove?(id: string, to: Open<Secret, Session, Options>, of: Place): Promise<'deleted' | 'hidden'>;
}

/** An edition as it is sent. */
export interface Ready extends Edition {
  /** Chosen once for each first send, and kept: an idempotency key, a record key, a transaction id. */
  readonly key: string;
  readonly format: BodyForm;
  /** Every link home in it is tagged, and its last line names the source. */
  readonly body: string;
  /** The body in its own form, and in each that {@link Api.forms} asks for. */
  readonly bodies: Readonly<Partial<Record<BodyForm, string>>>;
  /** The body in plain text, where the recipe makes both. */
  readonly plain?: string | undefined;
  /** Links and tags in a body of plain text. */
  readonly spans: readonly Span[];
  /** The post in whole sentences, as long as {@link Platform.summary} asks. */
  readonly summary: string;
  /** The cover, where the platform takes uploads. */
  readonly cover: Upload | undefined;
  /** The site's address, without a trailing slash. */
  readonly home: string;
  /** The whole post without any formatting. */
  plainText(): string;
}

/** A copy that readers see, as the ledger knows it. */
export interface Copy {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  /** The site's address, without a trailing slash. */
  readonly home: string;
}

/** The proof that a site and its copies have one author. */
export interface Proof {
  /** In the head of the post's page. */
  readonly links: readonly { readonly rel: string; readonly href: string }[];
  /** A file of the site; the same for every copy of a channel. */
  readonly file?: { readonly path: string; readonly text: string };
}

/** The edition to look for. */
export type Sought = Edition & { readonly key?: string | undefined };

/** The post and the channel of a copy. */
export type Place = Pick<Edition, 'post' | 'channel'>;

/** How far back `find` looks. After a write, the newest posts are enough. */
export type Reach = 'all' | 'newest';

/** The platform's answer to a write. */
export interface Made {
  /** Absent where the platform's answer has no id. */
  readonly id?: string | undefined;
  /** The address for readers, from the answer; never made up. */
  readonly url?: string | undefined;
  /** @default 'live' */
  readonly state?: 'live' | 'draft' | 'processing';
  /** The title it has now, where the platform keeps titles letter by letter: one that differs is a write that failed. */
  readonly title?: string;
}

/** A post on the platform, ours or not. */
export interface Seen {
  readonly id: string;
  readonly url?: string | undefined;
  readonly state: 'live' | 'draft' | 'gone' | 'unknown';
  readonly title?: string | undefined;
  /** As the platform keeps it; it changes only when somebody edits it. */
  readonly body?: string | undefined;
  /** The source that the post names in a field of its own. */
  readonly canonical?: string | null | undefined;
  /** For `update`: a revision, a timestamp. */
  readonly etag?: string | undefined;
}

/** A picture that keeps the platform's rules. */
export interface Fitted {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly alt: string;
  /** Where it is shown: in the text, or as the post's cover. */
  readonly use: 'body' | 'cover';
}

/** A picture on the platform. */
export interface Upload {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  /** Other data that `create` needs; JSON. */
  readonly data?: unknown;
}

/** The things an author needs to make a copy by hand. */
export interface Kit {
  /** The address of the platform's editor. */
  readonly editor: string;
  /** The fields of the platform's form, in order. */
  readonly asks: readonly Ask[];
  /** The frame of the preview. @default 'wide' */
  readonly frame?: 'phone' | 'wide' | 'card';
}

export interface Ask {
  readonly what: string;
  /** The answer the post has ready. */
  value?(edition: Edition & Pick<Ready, 'summary'>): string;
}

/** Declares a platform; the file's default export. */
export function definePlatform<const Secret extends string, Session = undefined, Options = unknown>(
  platform: Platform<Secret, Session, Options>,
): Platform<Secret, Session, Options> {
  return platform;
}
