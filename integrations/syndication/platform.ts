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
  /** What people call it: `DEV`, `博客园`. */
  readonly name: string;
  /** Where its API answers; `{account}` stands for the channel's account. Absent: each channel names its own `url`. */
  readonly url?: string;
  /** What the channel's `account` is, in a sentence for an author who left it out; absent where none is needed. */
  readonly account?: string;
  /** Secret → how to get it, in a sentence. Read from `<CHANNEL>_<SECRET>` in the environment. */
  readonly secrets: Readonly<Record<Secret, string>>;
  /** The forms of body it takes, the preferred one first; a channel's `format` chooses another. */
  readonly render: readonly [Recipe, ...Recipe[]];
  /**
   * What a channel may say in `options` beside the settings that every channel has: a strict object, so that a key
   * nobody knows is refused with the one that was meant. @default nothing
   */
  readonly options?: z.ZodType<Options>;
  /** The recipe a channel's options ask for, such as a theme. @default the first of {@link Platform.render} */
  recipeFor?(options: Options): Recipe;
  /** How long a summary it shows; {@link Ready.summary} is made to fit. @default 240 characters at most */
  readonly summary?: SummaryLengths;
  /** Checked before anything is sent; nothing is cut in silence. */
  readonly limits: readonly Limit[];
  /** Least time between two writes of one account. @default 0 */
  readonly pace?: Millis;
  /** How long after a request a slow server may still carry it out. @default 10 minutes */
  readonly settles?: Millis;
  /** Sizes it shows a post's picture in, in pixels, the main one first. @default the share image, 1200 × 630 */
  readonly covers?: readonly CoverSize[];
  /** What pictures it takes, where they are uploaded. Absent: they stay at home, and are checked to be there. */
  readonly pictures?: PictureRules;
  /** What sending costs or cannot take back, in a sentence; the author is asked each time. */
  cost?(edition: Edition, options: Options): string | undefined;
  /** Why its links have to carry the whole tag, in a sentence; absent where a channel may choose. */
  readonly needsTag?: string;
  /** Why a channel has to name its first day in `since`, in a sentence; absent where every post may go. */
  readonly needsSince?: string;
  /** How to write to it. Absent: by hand alone. */
  readonly api?: Api<Secret, Session, Options>;
  /** How an author puts a copy there by hand. */
  readonly kit?: Kit;
  /** Its id in Wechatsync, the extension that makes drafts in the author's own browser. Absent: it does not know it. */
  readonly wechatsync?: string;
  /** It takes {@link Edition.slug} as the last part of a copy's address. */
  readonly slugs?: true;
  /** What the site says of a copy, so that others can make sure that both have one author. */
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
  /** What it creates may be a draft that waits there for its author: a draft of ours is then as good as a live copy. */
  readonly drafts?: true;
  /** Forms that {@link Ready.bodies} has to hold, beside the channel's own. @default none */
  readonly forms?: readonly BodyFormat[];
  /** It creates a live copy, or a draft where {@link Edition.draft} asks for one; an edit leaves a draft a draft. */
  readonly draftable?: true;
  /** What was sent is in its readers' hands: a later edit of the post is nobody's business there. */
  readonly final?: true;
  /** Opens a session, which the engine keeps for the account, and opens again when an answer is `expired`. */
  login?(server: Server<Secret, Options>): Promise<Login<Session>>;
  /** What an answer means, where the platform has a meaning of its own; HTTP 200 included. Undefined: as HTTP says. */
  judge?(answer: Answer): Failure | undefined;
  /** The name the secrets belong to. It only reads; for `channels check`. */
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
  /** What may be the copy, oldest first. Absent: what is uncertain waits for its author. */
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

/** What a site says of its copies. */
export interface Proof {
  /** In the head of the post's page. */
  readonly links: readonly { readonly rel: string; readonly href: string }[];
  /** A file of the site; the same for every copy of a channel. */
  readonly file?: { readonly path: string; readonly text: string };
}

/** What a copy is looked for by. */
export type Sought = Edition & { readonly key?: string | undefined };

/** Whose copy it is. */
export type Place = Pick<Edition, 'post' | 'channel'>;

/** How far back a copy is looked for; after a write, among the newest is enough. */
export type Reach = 'all' | 'newest';

/** What the platform said of a write. */
export interface Made {
  /** Absent where the platform does not name it. */
  readonly id?: string | undefined;
  /** Where readers find it; never made up. */
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
  /** What it names as its source in a field of its own. */
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
  /** What else `create` needs of it; JSON. */
  readonly data?: unknown;
}

/** What an author needs to put a copy there by hand. */
export interface Kit {
  /** The address of the platform's editor. */
  readonly editor: string;
  /** What the platform asks for, in the order of its form. */
  readonly asks: readonly Ask[];
  /** What a preview shows it in. @default 'wide' */
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
