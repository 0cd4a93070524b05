import type { Publication } from '#domain';
import type { OpenChannel } from '../channels/settings.ts';
import { Failure } from '../failure.ts';
import { type Account, openAccount } from '../publish/account.ts';
import type { Effects } from '../publish/effects.ts';
import { inEnglish, type Said, say } from '../sayings.ts';
import { hashShown } from './find-copies.ts';

/**
 * Looks at every copy the ledger knows, and keeps in the ledger what became of it there: deleted, or edited by hand.
 * Writes nothing on a platform.
 */
export async function verify(channels: readonly OpenChannel[], effects: VerifyEffects): Promise<Verified[]> {
  const checks = [...Map.groupBy(channels, ({ account }) => account).values()].map(async (own) => {
    const [first] = own;
    if (first === undefined) return [];
    const account = openAccount(first, effects);
    const found: Verified[] = [];
    for (const channel of own) found.push(...(await verifyChannel(channel, account.for(channel), effects)));
    return found;
  });
  return (await Promise.all(checks)).flat();
}

async function verifyChannel(
  channel: OpenChannel,
  account: Account,
  { ledger, now }: VerifyEffects,
): Promise<Verified[]> {
  const found: Verified[] = [];
  const lines = ledger.lines().filter((line) => line.channel === channel.id && WATCHED.has(line.state));
  for (const line of lines) {
    const seen = await lookAt(line, channel, account);
    found.push({ ...seen, post: line.post, channel: channel.id, url: seen.url ?? line.url });
    const changes = changesBy(seen, line);
    if (changes !== undefined) await ledger.write({ ...line, ...changes, at: new Date(now()).toISOString() });
    if (seen.closes) break;
  }
  return found;
}

/** What the ledger learns of a look: the copy was deleted, edited, or a draft its author published there. */
function changesBy({ state, url }: Sight, line: Publication): Partial<Publication> | undefined {
  if (state === 'gone' || state === 'changed') return { state };
  if (state !== 'live' || line.state !== 'draft') return undefined;
  return { state: 'published', ...(url === undefined ? {} : { url }) };
}

async function lookAt(line: Publication, channel: OpenChannel, account: Account): Promise<Sight> {
  const { api, name } = channel.platform;
  const { id } = line;
  if (channel.lacks.length > 0)
    return { ...sight('unknown', say('quoted', channel.lacks.join('; '))), closes: true };
  if (api?.look === undefined || id === undefined) return sight('unknown', say('cannotAsk', name));
  try {
    const seen = await account.reach(
      (to) => api.look?.(id, to, line) ?? Promise.reject(new Failure('gone', '')),
    );
    if (seen.state === 'gone') return sight('gone', say('deletedThere'));
    if (seen.state === 'draft') return sight('draft', say('draftThere'));
    if (seen.state === 'unknown' && seen.body === undefined) return sight('unknown', say('doesNotSay', name));
    const shown = hashShown(seen);
    return line.shown !== undefined && shown !== undefined && shown !== line.shown
      ? sight('changed', say('editedThere'))
      : { ...sight('live', say('asSent')), url: seen.url };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.outcome === 'gone') return sight('gone', say('deletedThere'));
    return {
      ...sight('unknown', say('quoted', error.message)),
      closes: error.outcome === 'setup' || error.outcome === 'later',
    };
  }
}

function sight(state: Sight['state'], said: Said): Sight {
  return { state, what: inEnglish([said]), said: [said] };
}

/** States of a line that a look may change. */
const WATCHED = new Set<Publication['state']>(['published', 'draft', 'changed']);

interface Sight {
  readonly state: 'live' | 'draft' | 'gone' | 'changed' | 'unknown';
  /** For a person. */
  readonly what: string;
  /** The same, for a page in another language. */
  readonly said: readonly Said[];
  /** Where readers find it, as the platform says. */
  readonly url?: string | undefined;
  /** Whether the channel would answer every look alike. */
  readonly closes?: boolean;
}

/** A copy, as it is now. */
export interface Verified extends Sight {
  readonly post: string;
  readonly channel: string;
  readonly url: string | undefined;
}

export type VerifyEffects = Pick<Effects, 'ledger' | 'journal' | 'now' | 'sleep' | 'sendFor'>;
