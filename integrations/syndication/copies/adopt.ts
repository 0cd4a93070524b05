import { Problem, type Publication } from '#domain';
import { sha256 } from '../editions/source-hash.ts';
import { Failure } from '../failure.ts';
import type { Step } from '../plan/plan.ts';
import type { Seen } from '../platform.ts';
import { type Account, openAccount } from '../publish/account.ts';
import type { Effects } from '../publish/effects.ts';
import { findCopies, hashShown } from './find-copies.ts';

/**
 * Makes a copy that is there ours: the ledger knows it, and later runs bring it up to date.
 *
 * @param address the copy's address or its id; undefined to take the one that is found
 * @throws {Problem} where there is none, or it cannot be told which
 */
export async function adopt(
  step: Step,
  address: string | undefined,
  effects: AdoptEffects,
): Promise<Publication> {
  const { channel, post } = step;
  const account = openAccount(channel, effects);
  const seen = await (address === undefined ? findOne(step, account) : copyAt(step, address, account)).catch(
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      throw new Problem(
        `${channel.id}: ${error.message}`,
        error.hint === undefined ? {} : { hint: error.hint },
      );
    },
  );
  const line = lineFor(step, seen, effects.now());
  await effects.ledger.write(line);
  await effects.journal.end({ post, channel: channel.id });
  return line;
}

/** What our own look-up would take, and what it would ask about. */
async function findOne(step: Step, account: Account): Promise<Seen> {
  const { ours, perhaps } = await findCopies(step, account, 'all');
  const [first, ...more] = ours.length > 0 ? ours.slice(0, 1) : perhaps;
  if (first === undefined)
    throw new Problem(`no copy of “${step.post}” is found on ${step.channel.id}`, {
      hint: 'Name its address.',
    });
  if (more.length > 0)
    throw new Problem(
      `${perhaps.length} posts on ${step.channel.id} link home as a copy of “${step.post}” would: ${perhaps.map(({ url, id }) => url ?? id).join(', ')}`,
      { hint: 'Name the address of the one that is the copy.' },
    );
  return first;
}

async function copyAt(step: Step, address: string, account: Account): Promise<Seen> {
  const { platform, id: channel } = step.channel;
  const isAddress = URL.canParse(address);
  const id = isAddress ? platform.idOf?.(address) : address;
  const { look, find } = platform.api ?? {};
  if (id !== undefined && look !== undefined) return lookAt(id);
  if (isAddress && find !== undefined) {
    const posts = await account.reach((to) => find(step.edition, to, 'all'));
    const post = posts.find(({ url }) => url !== undefined && sameAddress(url, address));
    if (post !== undefined) return post;
  }
  if (id !== undefined) return { id, url: isAddress ? address : undefined, state: 'unknown' };
  throw new Problem(`there is no post at ${address} on ${channel}`, {
    hint: 'Look at the address, or name the id the platform gives the post.',
  });

  async function lookAt(found: string): Promise<Seen> {
    const unknown: Seen = { id: found, state: 'unknown' };
    const seen = await account.reach((to) => look?.(found, to, step.edition) ?? Promise.resolve(unknown));
    if (seen.state === 'gone') throw new Problem(`the post ${address} is not on ${channel} any more`);
    return isAddress ? { url: address, ...seen } : seen;
  }
}

/** One whose answer was lost is what was sent; any other copy is brought up to date by the next run. */
function lineFor({ post, channel, line, intent }: Step, seen: Seen, now: number): Publication {
  const shown = hashShown(seen);
  const source = intent?.source ?? line?.source ?? sha256('adopted');
  const recipe = intent?.recipe ?? line?.recipe;
  return {
    post,
    channel: channel.id,
    state: seen.state === 'draft' ? 'draft' : 'published',
    id: seen.id,
    ...(seen.url === undefined ? {} : { url: seen.url }),
    source,
    ...(recipe === undefined ? {} : { recipe }),
    ...(shown === undefined ? {} : { shown }),
    at: new Date(now).toISOString(),
  };
}

function sameAddress(one: string, other: string): boolean {
  const bare = (address: string): string => address.replace(/[?#].*$/, '').replace(/\/$/, '');
  return bare(one) === bare(other);
}

export type AdoptEffects = Pick<Effects, 'ledger' | 'journal' | 'now' | 'sleep' | 'sendFor'>;
