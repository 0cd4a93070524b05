import { type Millis, Problem, type Publication } from '#domain';
import type { Step } from '../plan/plan.ts';
import type { Ready } from '../platform.ts';
import type { Effects } from '../publish/effects.ts';
import type { Intent } from '../records/journal.ts';

/**
 * What one attempt writes down, in the journal before a request and in the ledger after it. Nothing here decides or
 * sends.
 */
export function openBooks(step: Step, { ledger, journal, now }: Stores): Books {
  const { post, channel, source, recipe, line } = step;
  const place = { post, channel: channel.id };
  let announced: Intent | undefined;

  const write = (changes: Changes, at: Millis = now()): Promise<void> =>
    ledger.write(present({ ...line, ...place, at: new Date(at).toISOString(), ...changes }));

  return {
    announced: () => announced,
    announce: async (act, { key, title }) => {
      const intent = { ...place, account: channel.account, act, key, title, source, recipe, at: now() };
      await journal.begin(intent);
      announced = intent;
    },
    keep: async (changes, copy) => {
      await write({ source, recipe, ...changes }).catch((error: unknown) => {
        throw copy === undefined ? error : wentOutUnkept(error, place, copy);
      });
      await journal.end(place);
    },
    keepUncertain: async () => {
      if (announced === undefined) return;
      const { key, source: sent, recipe: by, at } = announced;
      await write({ state: 'uncertain', key, source: sent, recipe: by }, at);
    },
    keepChanged: async () => {
      if (line !== undefined) await write({ state: 'changed' });
    },
    forget: () => journal.end(place),
    hold: (wait, why) => journal.hold(channel.account, now() + wait, why),
  };
}

/** Readers have the copy, and the ledger could not say so: the author is told both. */
function wentOutUnkept(error: unknown, { post, channel }: Named, copy: string): unknown {
  if (!(error instanceof Problem)) return error;
  return new Problem(`“${post}” went out on ${channel} (${copy}), but ${error.message}`, {
    hint: 'Put that right and run npx byline publish again: it asks the platform first, so nothing goes out twice.',
    cause: error,
  });
}

/** A line of the ledger without the members that say nothing. */
function present(line: Place & Changes): Publication {
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined)) as Publication;
}

type Stores = Pick<Effects, 'ledger' | 'journal' | 'now'>;
type Named = Pick<Publication, 'post' | 'channel'>;
type Place = Named & Pick<Publication, 'at'>;
type Changes = { readonly [Key in Exclude<keyof Publication, keyof Place>]?: Publication[Key] | undefined };

/** The books of one attempt. */
export interface Books {
  /** What was written down before the last request that readers could see; undefined where nothing was sent. */
  announced(): Intent | undefined;
  /** Writes down what is about to be sent. Nothing is sent before it is on the disk. */
  announce(act: Intent['act'], edition: Pick<Ready, 'key' | 'title'>): Promise<void>;
  /**
   * Keeps a line in the ledger, and only then lets the intent go.
   *
   * @param copy where the copy is, for the author of a post that went out while the ledger takes nothing more
   */
  keep(changes: Changes, copy?: string): Promise<void>;
  /** It was sent and no answer came. The time of the sending stays: how long a server may be at work counts from there. */
  keepUncertain(): Promise<void>;
  /** The copy was edited there. */
  keepChanged(): Promise<void>;
  /** Lets the intent go: it is sure that what was announced did not happen. */
  forget(): Promise<void>;
  /** The account asks to be left alone for so long. */
  hold(wait: Millis, why: string): Promise<void>;
}
