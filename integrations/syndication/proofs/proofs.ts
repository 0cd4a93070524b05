import type { Publication } from '#domain';
import type { OpenChannel } from '../channels/settings.ts';
import type { Proof } from '../platform.ts';

/** What the site says of the copies that readers see, so that others can make sure that both have one author. Pure. */
export function proofsOf(ledger: readonly Publication[], channels: readonly Proving[], home: string): Proofs {
  const links: Record<string, Proof['links'][number][]> = {};
  const files: Record<string, string> = {};
  for (const { post, channel, state, id, url } of ledger) {
    const { platform, options } = channels.find((known) => known.id === channel) ?? {};
    const proof = state === 'published' ? platform?.proof?.({ id, url, home }, options) : undefined;
    if (proof === undefined) continue;
    links[post] = [...(links[post] ?? []), ...proof.links];
    if (proof.file !== undefined) files[proof.file.path] = proof.file.text;
  }
  return { links, files };
}

export interface Proofs {
  /** The post's id → links for the head of its page. */
  readonly links: Readonly<Record<string, Proof['links']>>;
  /** The path of a file on the site → its text. */
  readonly files: Readonly<Record<string, string>>;
}

type Proving = Pick<OpenChannel, 'id' | 'options'> & {
  readonly platform: Pick<OpenChannel['platform'], 'proof'>;
};
