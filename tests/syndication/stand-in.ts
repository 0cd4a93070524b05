/** A platform of our own on port 0, that behaves as the real one is known to. */
export interface StandIn {
  /** The channel's `url`. */
  readonly url: string;
  readonly account: string;
  /** What lets one in. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Copies readers can see, oldest first. */
  copies(): { readonly id: string; readonly title: string; readonly body: string }[];
  /** Deletes a copy, as its author would. */
  remove(id: string): void;
  /** Makes a copy a draft again, as its author would: it is there, and no reader sees it. */
  takeBack(id: string): void;
  /** What goes wrong at the next write; once. */
  spoil(how: Trouble): void;
  close(): Promise<void>;
}

/**
 * - `answer-lost`: the write is done, and the connection breaks before the answer.
 * - `rate-limit`: nothing is done, and the platform asks to wait.
 */
export type Trouble = 'answer-lost' | 'rate-limit';

/** What a file in `tests/servers/` named `<platform>-stand-in.ts` exports by default. */
export type StartStandIn = () => Promise<StandIn>;
