import type { Millis } from '#domain';
import type { OpenChannel } from '../channels/settings.ts';
import type { Send } from '../exchange.ts';
import type { Limit, Open, Platform, Server } from '../platform.ts';
import { Failure } from '../platform.ts';
import type { Journal } from '../records/journal.ts';

/**
 * One account on one server, for one run: its session, its pace, and what was asked of it once. Two channels of one
 * account share it.
 */
export function openAccount(channel: OpenChannel, surroundings: Surroundings): Account {
  const shared: Shared = { answers: new Map(), channels: new Map(), session: undefined };
  return accountOnce(channel, surroundings, shared);
}

/** Each channel has options and a proxy of its own, and one way to the server for the whole run. */
function accountOnce(channel: OpenChannel, surroundings: Surroundings, shared: Shared): Account {
  const known = shared.channels.get(channel.id) ?? accountFor(channel, surroundings, shared);
  shared.channels.set(channel.id, known);
  return known;
}

/** An account as one of its channels uses it. */
function accountFor(channel: OpenChannel, surroundings: Surroundings, shared: Shared): Account {
  const { account, platform, settings, secrets, url, options } = channel;
  const { journal, now, sleep, sendFor } = surroundings;
  const { answers } = shared;
  const send = sendFor(channel);
  const server: Server = { url, account: settings.account ?? '', secrets, options, send, now };

  async function open(isFresh: boolean): Promise<Open> {
    shared.session ??= openSession(platform, server, account, { journal, now });
    const once = <Answer>(name: string, ask: () => Promise<Answer>): Promise<Answer> =>
      isFresh ? ask() : remember(answers, name, ask);
    return { ...server, session: await shared.session, once };
  }

  return {
    for: (other) => accountOnce(other, surroundings, shared),
    reach: async (work, { isFresh = false } = {}) => {
      try {
        return await work(await open(isFresh));
      } catch (error) {
        if (!(error instanceof Failure && error.outcome === 'expired')) throw error;
        shared.session = renewSession(platform, server, account, { journal, now });
        return await work(await open(isFresh)).catch(asSetup);
      }
    },
    pace: async () => {
      const { pace = 0 } = platform;
      const left = Math.min((journal.lastWrite(account) ?? Number.NEGATIVE_INFINITY) + pace - now(), pace);
      if (left > 0) await sleep(left);
    },
    limits: () =>
      remember(answers, 'limits', async (): Promise<readonly Limit[]> => {
        const { limits } = platform.api ?? {};
        return limits === undefined ? [] : limits(await open(false));
      }),
  };
}

/** Asks once; an answer that failed is asked for again. */
function remember<Answer>(
  answers: Map<string, Promise<unknown>>,
  name: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const known = answers.get(name) as Promise<Answer> | undefined;
  if (known !== undefined) return known;
  const answer = ask();
  answers.set(name, answer);
  answer.catch(() => answers.delete(name));
  return answer;
}

async function openSession(
  platform: Platform,
  server: Server,
  account: string,
  { journal, now }: Pick<Surroundings, 'journal' | 'now'>,
): Promise<unknown> {
  const kept = journal.session(account);
  if (kept !== undefined && kept.until > now()) return kept.session;
  return renewSession(platform, server, account, { journal, now });
}

async function renewSession(
  platform: Platform,
  server: Server,
  account: string,
  { journal }: Pick<Surroundings, 'journal' | 'now'>,
): Promise<unknown> {
  const { login } = platform.api ?? {};
  if (login === undefined) return undefined;
  const { session, until } = await login(server);
  if (until !== undefined) await journal.keepSession(account, session, until);
  return session;
}

/** A session that is over as soon as it is opened will not get better. */
function asSetup(error: unknown): never {
  if (error instanceof Failure && error.outcome === 'expired')
    throw new Failure('setup', error.message, { hint: error.hint });
  throw error;
}

/** What the channels of one account share. */
interface Shared {
  readonly answers: Map<string, Promise<unknown>>;
  readonly channels: Map<string, Account>;
  session: Promise<unknown> | undefined;
}

/** One account, as the engine works with it. */
export interface Account {
  /** The same account with the options and the proxy of another of its channels; session and answers are shared. */
  for(channel: OpenChannel): Account;
  /**
   * Does something with an open session; when an answer says that it has expired, logs in again, once, and does the
   * same again. `isFresh`: what is asked once a run is asked anew.
   */
  reach<Answer>(work: (to: Open) => Promise<Answer>, how?: { readonly isFresh?: boolean }): Promise<Answer>;
  /** Waits until the account may be written to again. */
  pace(): Promise<void>;
  /** The instance's own limits. */
  limits(): Promise<readonly Limit[]>;
}

interface Surroundings {
  readonly journal: Pick<Journal, 'lastWrite' | 'session' | 'keepSession'>;
  readonly now: () => Millis;
  readonly sleep: (duration: Millis) => Promise<void>;
  readonly sendFor: (channel: OpenChannel) => Send;
}
