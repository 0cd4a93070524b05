import type { Publication } from '#domain';
import type { Ledger } from '../../integrations/syndication/ledger.ts';

/** A ledger that is gone with the test; `onWrite` sees every line as it is written. */
export function ledgerInMemory(
  lines: readonly Publication[] = [],
  onWrite: (line: Publication) => void = () => {},
): Ledger {
  const key = (post: string, channel: string) => `${post}\n${channel}`;
  const held = new Map(lines.map((line) => [key(line.post, line.channel), line]));
  return {
    lines: () => [...held.values()],
    line: (post, channel) => held.get(key(post, channel)),
    write: async (line) => {
      held.set(key(line.post, line.channel), line);
      onWrite(line);
    },
    erase: async (post, channel) => {
      held.delete(key(post, channel));
    },
    close: async () => {},
  };
}
