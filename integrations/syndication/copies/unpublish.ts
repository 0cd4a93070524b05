import type { Publication } from '#domain';
import type { OpenChannel } from '../channels/settings.ts';
import { Failure } from '../failure.ts';
import type { Place } from '../platform.ts';
import { type Account, openAccount } from '../publish/account.ts';
import type { Effects } from '../publish/effects.ts';
import { inEnglish, type Said, say } from '../sayings.ts';

/**
 * Takes the copies of a post back. A copy on a platform that deletes nothing for a program is named, with what to do
 * by hand. Doing it twice does no harm.
 *
 * @param copy the id of one copy, where a post is there twice; the ledger keeps the other
 */
export async function unpublish(
  post: string,
  channels: readonly OpenChannel[],
  effects: UnpublishEffects,
  copy?: string,
): Promise<Unpublished[]> {
  const results: Unpublished[] = [];
  for (const channel of channels) {
    const line = effects.ledger.line(post, channel.id);
    if (line === undefined && copy === undefined) continue;
    const account = openAccount(channel, effects);
    const result = await takeBack(channel, account, { line, copy, of: { post, channel: channel.id } });
    if (result.outcome !== 'failed' && line !== undefined && (copy === undefined || copy === line.id))
      await effects.ledger.write({ ...line, state: 'removed', at: new Date(effects.now()).toISOString() });
    if (result.outcome !== 'failed') await effects.journal.end({ post, channel: channel.id });
    results.push({ post, channel: channel.id, url: line?.url, ...result });
  }
  return results;
}

async function takeBack(
  { platform, lacks }: OpenChannel,
  account: Account,
  { line, copy, of }: Copy,
): Promise<Taken> {
  const { api, name } = platform;
  const id = copy ?? line?.id;
  if (line?.state === 'gone' || line?.state === 'removed') return taken('done', say('notThere'));
  if (api?.remove === undefined || id === undefined)
    return taken('by-hand', say('deleteByHand', name, line?.url ?? id ?? ''));
  if (lacks.length > 0) return taken('failed', say('quoted', lacks.join('; ')));
  try {
    await account.pace();
    const how = await account.reach((to) => api.remove?.(id, to, of) ?? Promise.resolve('hidden' as const));
    return taken('done', say(how));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.outcome === 'gone'
      ? taken('done', say('notThere'))
      : taken('failed', say('quoted', error.message));
  }
}

function taken(outcome: Taken['outcome'], said: Said): Taken {
  return { outcome, what: inEnglish([said]), said: [said] };
}

/** What is taken back: the copy the ledger knows, or another by its id. */
interface Copy {
  readonly line: Publication | undefined;
  readonly copy: string | undefined;
  readonly of: Place;
}

interface Taken {
  readonly outcome: 'done' | 'by-hand' | 'failed';
  /** For a person. */
  readonly what: string;
  /** The same, for a page in another language. */
  readonly said: readonly Said[];
}

/** What became of one copy. */
export interface Unpublished extends Taken {
  readonly post: string;
  readonly channel: string;
  readonly url: string | undefined;
}

export type UnpublishEffects = Pick<Effects, 'ledger' | 'journal' | 'now' | 'sleep' | 'sendFor'>;
