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
  /** Drafts its author alone can see, oldest first. Absent where a program makes none. */
  drafts?(): Copy[];
  /** Publishes a draft, as its author would. */
  release?(id: string): void;
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
  /** The last part of its address, where the platform was told one. */
  readonly slug?: string | undefined;
}

/** What a file in `tests/servers/` named `<platform>-stand-in.ts` exports by default. */
export type StartStandIn = () => Promise<StandIn>;
