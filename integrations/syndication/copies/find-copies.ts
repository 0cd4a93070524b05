import { sha256 } from '../editions/source-hash.ts';
import type { Step } from '../plan/plan.ts';
import type { Reach, Seen, Sought } from '../platform.ts';
import type { Account } from '../publish/account.ts';
import { recognise } from './recognise.ts';

/** What is on the platform of one edition, as far as it can be found. */
export interface Found {
  /** Our copies, oldest first. */
  readonly ours: readonly Seen[];
  /** Posts that carry its link, and may or may not be it. */
  readonly perhaps: readonly Seen[];
}

/**
 * Looks for the copies of an edition. A copy is known by the title it was sent with, and by its channel: another
 * channel's copy on the same account is not ours.
 *
 * @param isFresh ask again what is otherwise asked once a run
 */
export async function findCopies(
  { channel, edition, intent, line }: Step,
  account: Account,
  reach: Reach,
  isFresh = false,
): Promise<Found> {
  const { find } = channel.platform.api ?? {};
  if (find === undefined) return { ours: [], perhaps: [] };
  const sought: Sought = {
    ...edition,
    title: intent?.title ?? edition.title,
    key: intent?.key ?? line?.key,
  };
  const seen = await account.reach((to) => find(sought, to, reach), { isFresh });
  const judged = seen
    .filter(({ state }) => state !== 'gone')
    .map((post) => ({ post, verdict: recognise(post, sought) }));
  const those = (verdict: string) => judged.filter((one) => one.verdict === verdict).map(({ post }) => post);
  return { ours: those('ours'), perhaps: those('perhaps') };
}

/** SHA-256 of what a platform shows of a copy; undefined where it does not show it. */
export function hashShown({ title, body }: Pick<Seen, 'title' | 'body'>): string | undefined {
  return body === undefined ? undefined : sha256(JSON.stringify([title ?? null, body]));
}
