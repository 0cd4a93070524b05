import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Millis } from '#domain';
import { openLines, writeDurably } from './durable-file.ts';

/**
 * Opens the journal, `.byline/publishing.jsonl`: what was about to be sent, before it was; when each account was last
 * written to, and when it asked to be left alone until; which pictures it has. A run that dies at any moment leaves its
 * intent there, and the next run asks the platform before it sends anything again.
 */
export async function openJournal(file: string, now: () => Millis): Promise<Journal> {
  const state = await readJournal(file);
  const lines = await openLines(file, 0o600);
  const put = async (entry: Entry): Promise<void> => {
    await lines.add(entry);
    remember(state, entry);
  };
  return {
    intents: () => [...state.intents.values()],
    begin: (intent) => put({ is: 'intent', ...intent }),
    end: async ({ post, channel }) => {
      if (state.intents.has(keyOf({ post, channel }))) await put({ is: 'end', post, channel });
    },
    lastWrite: (account) => state.writes.get(account),
    heldUntil: (account) => state.holds.get(account),
    hold: (account, until, why) => put({ is: 'hold', account, until, why }),
    reasonOfHold: (account) => state.reasons.get(account),
    upload: (account, sha256) => state.uploads.get(`${account} ${sha256}`),
    keepUpload: (account, sha256, upload) => put({ is: 'upload', account, sha256, upload }),
    session: (account) => state.sessions.get(account),
    keepSession: (account, session, until) => put({ is: 'session', account, session, until }),
    close: async () => {
      await lines.close();
      await writeDurably(
        file,
        entriesOf(state, now())
          .map((entry) => `${JSON.stringify(entry)}\n`)
          .join(''),
        0o600,
      );
    },
  };
}

/** The intents and holds of a journal, for a look that changes nothing. */
export async function readIntents(file: string): Promise<Pick<State, 'intents' | 'holds' | 'reasons'>> {
  return readJournal(file);
}

async function readJournal(file: string): Promise<State> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const state: State = {
    intents: new Map(),
    writes: new Map(),
    holds: new Map(),
    reasons: new Map(),
    uploads: new Map(),
    sessions: new Map(),
  };
  for (const line of text.split('\n')) {
    const entry = parseEntry(line);
    if (entry !== undefined) remember(state, entry);
  }
  return state;
}

/** A line that a crash cut off was never acted on: what it announces is sent after it is on the disk. */
function parseEntry(line: string): Entry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function remember(state: State, entry: Entry): void {
  if (entry.is === 'intent') {
    const { is: _, ...intent } = entry;
    state.intents.set(keyOf(intent), intent);
    state.writes.set(intent.account, intent.at);
  } else if (entry.is === 'end') state.intents.delete(keyOf(entry));
  else if (entry.is === 'write') state.writes.set(entry.account, entry.at);
  else if (entry.is === 'hold') {
    state.holds.set(entry.account, entry.until);
    state.reasons.set(entry.account, entry.why);
  } else if (entry.is === 'upload') state.uploads.set(`${entry.account} ${entry.sha256}`, entry.upload);
  else state.sessions.set(entry.account, { session: entry.session, until: entry.until });
}

/** What is still of use, as entries. */
function entriesOf(state: State, now: Millis): Entry[] {
  const split = (key: string): { account: string; sha256: string } => {
    const [account = '', sha256 = ''] = key.split(' ');
    return { account, sha256 };
  };
  return [
    ...[...state.writes].map(([account, at]): Entry => ({ is: 'write', account, at })),
    ...[...state.intents.values()].map((intent): Entry => ({ is: 'intent', ...intent })),
    ...[...state.holds]
      .filter(([, until]) => until > now)
      .map(
        ([account, until]): Entry => ({ is: 'hold', account, until, why: state.reasons.get(account) ?? '' }),
      ),
    ...[...state.uploads].map(([key, upload]): Entry => ({ is: 'upload', ...split(key), upload })),
    ...[...state.sessions]
      .filter(([, { until }]) => until > now)
      .map(([account, kept]): Entry => ({ is: 'session', account, ...kept })),
  ];
}

function keyOf({ post, channel }: Pick<Intent, 'post' | 'channel'>): string {
  return `${post}\n${channel}`;
}

const intentSchema = z.object({
  post: z.string(),
  channel: z.string(),
  account: z.string(),
  act: z.enum(['create', 'update']),
  /** See `Ready.key`. */
  key: z.string(),
  /** The title it was sent with: a copy is known by it. */
  title: z.string(),
  source: z.string(),
  recipe: z.string(),
  at: z.number(),
});

const uploadSchema = z.object({
  id: z.string().optional(),
  url: z.string().optional(),
  data: z.unknown().optional(),
});

const entrySchema = z.discriminatedUnion('is', [
  intentSchema.extend({ is: z.literal('intent') }),
  z.object({ is: z.literal('end'), post: z.string(), channel: z.string() }),
  z.object({ is: z.literal('write'), account: z.string(), at: z.number() }),
  z.object({ is: z.literal('hold'), account: z.string(), until: z.number(), why: z.string() }),
  z.object({ is: z.literal('upload'), account: z.string(), sha256: z.string(), upload: uploadSchema }),
  z.object({ is: z.literal('session'), account: z.string(), session: z.unknown(), until: z.number() }),
]);

/** What is about to be sent. */
export type Intent = z.output<typeof intentSchema>;

type Entry = z.output<typeof entrySchema>;
type KeptUpload = z.output<typeof uploadSchema>;

interface State {
  readonly intents: Map<string, Intent>;
  readonly writes: Map<string, Millis>;
  readonly holds: Map<string, Millis>;
  readonly reasons: Map<string, string>;
  readonly uploads: Map<string, KeptUpload>;
  readonly sessions: Map<string, { readonly session: unknown; readonly until: Millis }>;
}

/** The journal, open for one run. Every change is on the disk before its promise resolves. */
export interface Journal {
  /** What was sent, or was about to be, and nobody knows what became of it. */
  intents(): Intent[];
  begin(intent: Intent): Promise<void>;
  /** It is known what became of it. */
  end(of: Pick<Intent, 'post' | 'channel'>): Promise<void>;
  lastWrite(account: string): Millis | undefined;
  /** When an account that asked to wait may be written to again. */
  heldUntil(account: string): Millis | undefined;
  reasonOfHold(account: string): string | undefined;
  hold(account: string, until: Millis, why: string): Promise<void>;
  upload(account: string, sha256: string): KeptUpload | undefined;
  keepUpload(account: string, sha256: string, upload: KeptUpload): Promise<void>;
  session(account: string): { readonly session: unknown; readonly until: Millis } | undefined;
  keepSession(account: string, session: unknown, until: Millis): Promise<void>;
  close(): Promise<void>;
}
