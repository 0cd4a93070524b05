import type { PostOutline, Publication } from '#domain';
import type { Intent } from '../records/journal.ts';
import { say } from '../sayings.ts';
import { type Verdict, verdict } from './verdict.ts';

/** States in which readers, or the author, have a copy. */
const LIVING = new Set<Publication['state']>(['published', 'draft', 'uncertain', 'changed']);

/**
 * Finds posts that look new and may be old ones whose file was renamed: a post that has copies is not in the site any
 * more, and the new one is dated before those copies were made. Sent as new it would go out twice.
 *
 * @returns why a post that was never sent is held back; undefined where it may go
 */
export function findRenamed(
  items: readonly PostOutline[],
  ledger: readonly Publication[],
  intents: readonly Intent[],
): (item: PostOutline) => Verdict | undefined {
  const present = new Set(items.map(({ id }) => id));
  const sent = new Set([...ledger, ...intents].map(({ post }) => post));
  const vanished = ledger.filter((line) => LIVING.has(line.state) && !present.has(line.post));
  const since = new Map<string, string>();
  for (const { post, at } of vanished) if (at > (since.get(post) ?? '')) since.set(post, at);
  return (item) => {
    if (since.size === 0 || sent.has(item.id)) return undefined;
    const published = Date.parse(item.date_published);
    const suspects = [...since].filter(([, at]) => published <= Date.parse(at)).map(([post]) => post);
    return suspects.length === 0
      ? undefined
      : verdict('blocked', ...suspects.map((was) => say('renamed', was, item.id)));
  };
}
