import type { IsWrite } from '../servers/misbehaving-proxy.ts';

/** A platform of our own on port 0, that behaves as the real one is known to. */
export interface StandIn {
  /** The channel's `url`. */
  readonly url: string;
  readonly account: string;
  /** What lets one in. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Copies readers can see, oldest first. */
  copies(): Copy[];
  /** Deletes a copy, as its author would. */
  remove(id: string): void;
  /** Edits a copy, as its author would. */
  edit(id: string, body: string): void;
  /** Makes a copy a draft again, as its author would: it is there, and no reader sees it. Absent where there are no drafts. */
  takeBack?(id: string): void;
  /** Asks the next write to wait, in the platform's own words; once. */
  limit(): void;
  /** Ends every session. Absent where there are none. */
  expire?(): void;
  /** Which requests readers can see. @default every one but GET */
  readonly isWrite?: IsWrite;
  close(): Promise<void>;
}

export interface Copy {
  readonly id: string;
  /** Absent where the platform has no titles. */
  readonly title?: string;
  readonly body: string;
}

/** What a file in `tests/servers/` named `<platform>-stand-in.ts` exports by default. */
export type StartStandIn = () => Promise<StandIn>;
