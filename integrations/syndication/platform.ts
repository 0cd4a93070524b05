import type { BodyFormat, CoverSize, Edition } from '#domain';

/** For `find`, where the platform keeps no canonical link. */
export { carriesSource } from './source-line.ts';

/**
 * THE CONTRACT. A platform is one file in `platforms/`; its name is the id channels use in `content/site.ts`.
 * An adapter says how to ask and how to read the answer; timeouts, retries, pace, redaction and the ledger
 * are not its business.
 */
export interface Platform<Secret extends string = string> {
  /** What people call it: `DEV`, `博客园`. */
  readonly name: string;
  /** Where its API answers, when the channel names no `url`; `{account}` stands for the channel's account. */
  readonly url: string;
  /** What the channel's `account` is, in a sentence for whoever left it out; absent where none is needed. */
  readonly account?: string;
  /** Secret → how to get it, a sentence for whoever lacks it. Read from `<CHANNEL>_<SECRET>` in the environment. */
  readonly secrets: Readonly<Record<Secret, string>>;
  /** Forms of body it takes, the preferred one first. */
  readonly formats: readonly [BodyFormat, ...BodyFormat[]];
  /** Checked before anything is sent; nothing is cut in silence. */
  readonly limits: Limits;
  /**
   * Sizes it shows a post's picture in, in pixels, the main one first. Each is drawn for the posts that go to a channel
   * here, and for no others; an edition has their addresses as `covers`, and the first as `image`.
   * @default none: `image` is the share image, 1200 × 630
   */
  readonly covers?: readonly CoverSize[];
  /** The copy of this edition that is already there, whoever put it there; null when there is none. */
  find(edition: Edition, server: Server<Secret>): Promise<Copy | null>;
  create(edition: Edition, server: Server<Secret>): Promise<Copy>;
  /** Brings the copy up to the edition. A copy that was deleted or taken back there is a `refused`, never a new one. */
  update(remoteId: string, edition: Edition, server: Server<Secret>): Promise<Copy>;
}

/** What a platform refuses, counted as it counts. */
export interface Limits {
  /** Characters (code points) of the title. */
  readonly title?: number;
  /** Characters (code points) of the description. */
  readonly description?: number;
  /** Tags. */
  readonly tags?: number;
  /** UTF-8 bytes of the body. */
  readonly bodyBytes?: number;
  /** Least time between two writes, in milliseconds. */
  readonly pause?: number;
}

/** An edition on the platform. */
export interface Copy {
  /** The platform's own id. */
  readonly remoteId: string;
  /** Where a reader finds it. */
  readonly url: string;
}

/** One channel's server, as an adapter sees it. */
export interface Server<Secret extends string = string> {
  /** The API's address, without a trailing slash. */
  readonly url: string;
  readonly account: string;
  readonly secrets: Readonly<Record<Secret, string>>;
  readonly send: Send;
}

/** The only way to the network. Both resolve to what the server said on success, and throw a {@link Failure} otherwise. */
export interface Send {
  /** A JSON API. Every method but GET writes. */
  json(request: JsonRequest): Promise<unknown>;
  /** An XML-RPC call; a fault is a failure. */
  xmlRpc(request: XmlRpcRequest): Promise<unknown>;
}

export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Reads the platform's sentence out of an answer that is an error. */
  readonly reason?: (answer: unknown, status: number) => string | undefined;
}

export interface XmlRpcRequest {
  readonly url: string;
  readonly method: string;
  readonly params: readonly unknown[];
  /** Whether the call writes: the answer to a write that never came is uncertain. */
  readonly writes: boolean;
  /** Classes the faults the platform documents; others are refused. */
  readonly fault?: (fault: { code: number; message: string }) => Failure | undefined;
}

/**
 * Why something was not done.
 * - `refused`: the platform said no; sending the same again would fail again.
 * - `later`: nothing was done, and the same may succeed after `wait`.
 * - `uncertain`: it was sent and no answer came; it is looked up before it is sent again.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly outcome: 'refused' | 'later' | 'uncertain';
  /** Milliseconds from now until it may succeed, where the platform says. */
  readonly wait: number | undefined;

  constructor(outcome: Failure['outcome'], why: string, options: { wait?: number; cause?: unknown } = {}) {
    super(why, options.cause === undefined ? undefined : { cause: options.cause });
    this.outcome = outcome;
    this.wait = options.wait;
  }
}

/** Declares a platform; the file's default export. */
export function definePlatform<const Secret extends string>(platform: Platform<Secret>): Platform<Secret> {
  return platform;
}
