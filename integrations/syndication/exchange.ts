import type { Millis } from '#domain';

/** One account's server, as an adapter sees it. */
export interface Server<Secret extends string = string, Options = unknown> {
  /** The API's address, without a trailing slash. */
  readonly url: string;
  readonly account: string;
  readonly secrets: Readonly<Record<Secret, string>>;
  /** What the channel says in `options`, checked and filled in by the platform's schema. */
  readonly options: Options;
  readonly send: Send;
  /** The clock, UTC. */
  readonly now: () => Millis;
}

/** The server with an open session. */
export interface Open<Secret extends string = string, Session = unknown, Options = unknown>
  extends Server<Secret, Options> {
  readonly session: Session;
  /** Asks once a run, however many posts want the answer: a list of posts, an id of a blog. */
  once<Answer>(name: string, ask: () => Promise<Answer>): Promise<Answer>;
}

/** What a platform's `login` gives. */
export interface Login<Session> {
  /** JSON: it is kept on the disk until it ends. */
  readonly session: Session;
  /** When it ends, UTC. @default at the end of the run */
  readonly until?: Millis;
}

/** The only way to the network. Each resolves to what the server said, and throws a `Failure` otherwise. */
export interface Send {
  json(request: Request): Promise<unknown>;
  /** As `json`, with the status and the headers: some platforms name a new post there. */
  answer(request: Request): Promise<Answer>;
  /** A form with files, or without: `URLSearchParams`. */
  form(request: Request & { readonly parts: FormData | URLSearchParams }): Promise<unknown>;
  /** A file as it is. */
  bytes(
    request: Request & { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string },
  ): Promise<unknown>;
  xmlRpc(call: Call): Promise<unknown>;
  /** To a channel's subscribers, by mail. */
  readonly mail: Mailing;
}

/** The way to a channel's subscribers. Each function throws a `Failure`. */
export interface Mailing {
  /** Keeps a picture until the mails that show it are sent. @returns its address within a mail, `cid:…` */
  keep(picture: { readonly bytes: Uint8Array; readonly type: string }): Promise<{ readonly url: string }>;
  /** Sends a letter to every subscriber who was never sent one of this post. A run that died is taken up where it ended. */
  deliver(letter: Letter): Promise<void>;
  /** Logs in. @returns who writes by which server, and to how many */
  who(): Promise<string>;
}

/** What is sent to each subscriber. */
export interface Letter {
  readonly post: string;
  readonly channel: string;
  readonly subject: string;
  /** The letter with a subscriber's own way out; undefined where there is none but an answer to the letter. */
  write(unsubscribe: string | undefined): { readonly html: string; readonly text: string };
}

/** A request over HTTP. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: unknown;
  /** Whether silence means that it may have been done. @default true for every method but GET */
  readonly writes?: boolean;
}

/** An XML-RPC call. */
export interface Call {
  readonly url: string;
  readonly method: string;
  readonly params: readonly unknown[];
  readonly writes: boolean;
}

/** An answer before anybody judged it. An XML-RPC fault is the body `{ fault: { code, message } }` with status 200. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly writes: boolean;
  readonly method: string;
  readonly url: string;
}
