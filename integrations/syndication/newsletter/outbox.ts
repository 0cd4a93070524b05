import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Millis } from '#domain';
import { sha256 } from '../editions/source-hash.ts';
import { openLines } from '../records/durable-file.ts';
import { sameBox } from './subscribers.ts';

/**
 * What became of one mail.
 * - `sending`: it was about to be sent. Where this is the last line, a run died, and nobody knows.
 * - `sent`: the server took it.
 * - `waiting`: the server asked to wait, and did not take it.
 * - `refused`: the server will not take it.
 * - `uncertain`: the server was sent the text, and did not answer.
 */
export type MailState = 'sending' | 'sent' | 'waiting' | 'refused' | 'uncertain';

/**
 * Opens the outbox of a channel: a line for each mail before it is sent and after, on the disk before anything else
 * happens. It names nobody: a line has a hash of the address and the post together, so that it does not show who got
 * two posts.
 */
export async function openOutbox(file: string, now: () => Millis): Promise<Outbox> {
  const kept = await readOutbox(file);
  const lines = await openLines(file, 0o600);
  return {
    state: (mail) => kept.get(hashOf(mail))?.state,
    firstTried: (mail) => kept.get(hashOf(mail))?.first,
    write: async (mail, state) => {
      const entry = { mail: hashOf(mail), state, at: now() };
      await lines.add(entry);
      remember(kept, entry);
    },
    close: () => lines.close(),
  };
}

/** What stands for a mail: 128 bits of the hash suffice. */
export function hashOf({ channel, post, address }: OneMail): string {
  return sha256(JSON.stringify([channel, post, sameBox(address)])).slice(0, 32);
}

/** A post to somebody; each goes out once, whatever else is lost. */
export interface OneMail {
  readonly channel: string;
  readonly post: string;
  readonly address: string;
}

async function readOutbox(file: string): Promise<Map<string, Kept>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const kept = new Map<string, Kept>();
  for (const line of text.split('\n')) {
    const entry = parseEntry(line);
    if (entry !== undefined) remember(kept, entry);
  }
  return kept;
}

/** A line that a crash cut off was never acted on. */
function parseEntry(line: string): Entry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function remember(kept: Map<string, Kept>, { mail, state, at }: Entry): void {
  kept.set(mail, { state, first: kept.get(mail)?.first ?? at });
}

const entrySchema = z.object({
  mail: z.string(),
  state: z.enum(['sending', 'sent', 'waiting', 'refused', 'uncertain']),
  at: z.number(),
});

type Entry = z.output<typeof entrySchema>;

interface Kept {
  readonly state: MailState;
  readonly first: Millis;
}

/** The outbox, open for one run. */
export interface Outbox {
  /** What became of a mail; undefined where it was never sent. */
  state(mail: OneMail): MailState | undefined;
  /** When it was first about to be sent. */
  firstTried(mail: OneMail): Millis | undefined;
  write(mail: OneMail, state: MailState): Promise<void>;
  close(): Promise<void>;
}
