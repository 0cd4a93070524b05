import { z } from 'zod';
import type { Edition, Millis, Publication } from '#domain';
import type { Ledger } from './ledger.ts';
import type { Step } from './plan.ts';
import { type Copy, Failure, type Send, type Server } from './platform.ts';
import type { OpenChannel } from './settings.ts';

/**
 * Carries a plan out: channels side by side, the posts of one channel in order and at the platform's pace.
 * A result for every step; what one platform refuses stops no other. The ledger is written before and after
 * each send, so that a run that dies, and an answer that is lost, are looked up and never sent twice.
 */
export async function publish(steps: readonly Step[], effects: Effects): Promise<Result[]> {
  const byChannel = Map.groupBy(steps, (step) => step.channel);
  const runs = [...byChannel].map(([channel, own]) => runChannel(channel, own, effects));
  // Let every channel come to its end before an error of ours (a full disk) is thrown.
  await Promise.allSettled(runs);
  return (await Promise.all(runs)).flat();
}

async function runChannel(channel: OpenChannel, steps: readonly Step[], effects: Effects): Promise<Result[]> {
  const results: Result[] = [];
  const pace = paceOf(channel, effects);
  let closedBy: Result | undefined;
  for (const step of steps) {
    const { result, closes } =
      closedBy !== undefined && sends(step)
        ? { result: postpone(step, closedBy), closes: false }
        : await carryOut(step, pace, effects);
    if (closes) closedBy = result;
    results.push(result);
    effects.onResult?.(result);
  }
  return results;
}

async function carryOut(
  step: Step,
  pace: Pace,
  effects: Effects,
): Promise<{ result: Result; closes?: boolean }> {
  if (step.action === 'unchanged') return { result: resultOf(step, 'unchanged', 'up to date') };
  if (step.action === 'blocked') return { result: resultOf(step, 'blocked', step.why.join('; ')) };
  const absent = await firstAbsence(step.edition, effects);
  if (absent !== undefined) return { result: resultOf(step, 'later', absent) };
  await pace.wait();
  const attempt = new Attempt(step, effects);
  try {
    await attempt.announce();
    const { copy, did } = await attempt.send(pace);
    await attempt.settle('published', copy);
    return { result: { ...resultOf(step, 'done', did), url: copy.url } };
  } catch (error) {
    return await attempt.fail(error);
  }
}

/** One post sent to one channel, and what the ledger may say of it at each moment. */
class Attempt {
  readonly #step: Step;
  readonly #effects: Effects;
  /** What is known should nothing be sent. */
  #before: Publication | undefined;
  /** From here on an error we do not understand may have come after the platform took the post. */
  #writing = false;

  constructor(step: Step, effects: Effects) {
    this.#step = step;
    this.#effects = effects;
    this.#before = effects.ledger.line(step.post, step.channel.id);
  }

  announce(): Promise<void> {
    return this.settle('intended');
  }

  /** Updates the copy that is known or found; creates one only where the platform says there is none. */
  async send(pace: Pace): Promise<{ copy: Copy; did: 'created' | 'updated' }> {
    const { edition, channel } = this.#step;
    const server = serverOf(channel, this.#effects);
    const remoteId = this.#before?.remoteId ?? (await this.#find(server));
    this.#writing = true;
    pace.wrote();
    if (remoteId === undefined)
      return { copy: await channel.platform.create(edition, server), did: 'created' };
    return { copy: await channel.platform.update(remoteId, edition, server), did: 'updated' };
  }

  settle(state: Publication['state'], copy?: Copy): Promise<void> {
    const { post, channel, hash } = this.#step;
    const { remoteId, url } = copy ?? this.#before ?? {};
    const at = new Date(this.#effects.now()).toISOString();
    const place = { ...(remoteId === undefined ? {} : { remoteId }), ...(url === undefined ? {} : { url }) };
    return this.#effects.ledger.write({ post, channel: channel.id, state, ...place, hash, at });
  }

  async fail(error: unknown): Promise<{ result: Result; closes: boolean }> {
    const failure = asFailure(error, this.#writing);
    if (failure.outcome === 'uncertain') await this.settle('uncertain');
    else await this.#withdraw();
    const result = resultOf(this.#step, failure.outcome, failure.message);
    const at = failure.wait === undefined ? {} : { at: this.#effects.now() + failure.wait };
    return { result: { ...result, ...at }, closes: failure.outcome === 'later' };
  }

  async #find(server: Server): Promise<string | undefined> {
    const { channel, edition, hash, post } = this.#step;
    const copy = await channel.platform.find(edition, server);
    const at = new Date(this.#effects.now()).toISOString();
    this.#before =
      copy === null
        ? undefined
        : { post, channel: channel.id, state: 'uncertain', remoteId: copy.remoteId, url: copy.url, hash, at };
    return copy?.remoteId;
  }

  async #withdraw(): Promise<void> {
    const { ledger } = this.#effects;
    if (this.#before === undefined) await ledger.erase(this.#step.post, this.#step.channel.id);
    else await ledger.write(this.#before);
  }
}

function paceOf({ id, platform }: OpenChannel, { ledger, now, sleep }: Effects): Pace {
  const pause = platform.limits.pause ?? 0;
  const times = ledger
    .lines()
    .filter((line) => line.channel === id)
    .map((line) => Date.parse(line.at));
  let last = Math.max(Number.NEGATIVE_INFINITY, ...times);
  return {
    wait: async () => {
      const left = Math.min(last + pause - now(), pause);
      if (left > 0) await sleep(left);
    },
    wrote: () => {
      last = now();
    },
  };
}

async function firstAbsence(
  { canonical, image }: Edition,
  { whyAbsent }: Effects,
): Promise<string | undefined> {
  for (const url of [canonical, image]) {
    const why = url === undefined ? undefined : await whyAbsent(url);
    if (why !== undefined) return why;
  }
  return undefined;
}

function serverOf({ url, settings, secrets, id }: OpenChannel, { sendFor }: Effects): Server {
  return { url, account: settings.account ?? id, secrets, send: sendFor(secrets) };
}

function asFailure(error: unknown, writing: boolean): Failure {
  if (error instanceof Failure) return error;
  const why = error instanceof z.ZodError ? z.prettifyError(error).replaceAll(/\s+/g, ' ') : String(error);
  return new Failure(writing ? 'uncertain' : 'refused', `the answer is not understood: ${why}`, {
    cause: error,
  });
}

function sends({ action }: Step): boolean {
  return action !== 'unchanged' && action !== 'blocked';
}

function postpone(step: Step, { at, what }: Result): Result {
  return { ...resultOf(step, 'later', what), ...(at === undefined ? {} : { at }) };
}

function resultOf(step: Step, outcome: Result['outcome'], what: string): Result {
  return { post: step.post, channel: step.channel.id, outcome, what };
}

/** What became of one step. */
export interface Result {
  readonly post: string;
  readonly channel: string;
  readonly outcome: 'done' | 'unchanged' | 'blocked' | 'refused' | 'later' | 'uncertain';
  /** `created`, `updated`, or why not, for a person. */
  readonly what: string;
  /** The copy's address, once it is done. */
  readonly url?: string;
  /** When it may succeed, where the platform says. */
  readonly at?: Millis;
}

export interface Effects {
  readonly ledger: Ledger;
  readonly now: () => Millis;
  readonly sleep: (duration: number) => Promise<void>;
  /** Why a page is not there, with what to do; undefined where it is. */
  readonly whyAbsent: (url: string) => Promise<string | undefined>;
  /** Told of each result as it comes. */
  readonly onResult?: (result: Result) => void;
  readonly sendFor: (secrets: Readonly<Record<string, string>>) => Send;
}

/** Keeps the platform's pause between two writes. */
interface Pace {
  wait(): Promise<void>;
  wrote(): void;
}
