import type { Site } from '#domain';
import type { OpenChannel } from '../channels/settings.ts';
import type { OutlinedStep, Step } from '../plan/plan.ts';
import type { Effects } from '../publish/effects.ts';
import type { Intent } from '../records/journal.ts';

/** What the pages need of the server that shows them: it knows where the feed, the ledger and the secrets are. */
export interface Desk {
  readonly site: Pick<Site, 'url' | 'title' | 'languages' | 'timeZone'>;
  /** Every channel, with the secrets of the server's environment. */
  channels(): Promise<OpenChannel[]>;
  /** What publishing would do. Changes nothing and asks no platform. Throws a `Problem`. */
  plan(asked: DeskAsked): Promise<OutlinedStep[]>;
  /** The same steps with the texts of posts, to be rendered. Throws a `Problem`. */
  editions(asked: DeskAsked): Promise<Step[]>;
  /** What is being sent, or was when a run died. */
  intents(): Promise<Intent[]>;
  /** Does something with the ledger and the journal open; one run at a time, the command line's included. */
  run<Done>(
    asked: DeskAsked & Pick<Effects, 'consent'>,
    work: (run: DeskRun) => Promise<Done>,
  ): Promise<Done>;
  /** Writes the ids of posts that went out for the first time into their front matter; says what is left to do. */
  keepIds(posts: ReadonlySet<string>): Promise<string[]>;
  /** Hears of an error that is no `Problem`. */
  onFault(error: unknown): void;
}

export interface DeskAsked {
  readonly only?: { readonly posts?: readonly string[]; readonly channels?: readonly string[] };
  /** By what the channels are reached. @default each platform's own API */
  readonly via?: 'wechatsync' | undefined;
  /** Send again what an earlier version rendered. @default false */
  readonly refresh?: boolean;
}

export interface DeskRun {
  readonly effects: Effects;
  readonly channels: readonly OpenChannel[];
  plan(): Promise<Step[]>;
}
