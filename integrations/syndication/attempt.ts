import { z } from 'zod';
import { type Millis, Problem, type Publication } from '#domain';
import type { Account } from './account.ts';
import { findCopies, hashShown } from './copies.ts';
import type { Effects } from './effects.ts';
import { Failure } from './failure.ts';
import type { Intent } from './journal.ts';
import type { Step } from './plan.ts';
import type { Api, Made, Ready, Seen } from './platform.ts';
import { prepare, rehearse } from './prepare.ts';
import { sameText } from './recognise.ts';
import { type Result, resultOf } from './result.ts';
import {
  changedThere,
  doubtful,
  doubtOf,
  goneThere,
  hiddenThere,
  notSeenThere,
  notYet,
  nowhere,
  twice,
} from './say-result.ts';

/** How long a slow server may take to carry out what it was sent, where the platform says nothing. */
const SETTLES: Millis = 10 * 60_000;

/** The longest wait a platform may ask for that is waited out within the run. */
const LONGEST_WAIT: Millis = 60_000;

/** How often a write is sent, looked for in between. */
const TRIES = 3;

/**
 * Sends one post to one channel: finds the copy or makes sure that there is none, writes the intent down, sends it
 * once, and keeps what became of it. Throws only what is no fault of the post or the platform: a full disk.
 */
export async function attempt(step: Step, account: Account, effects: Effects): Promise<Attempted> {
  const { api } = step.channel.platform;
  if (api === undefined) return { result: resultOf(step, 'by-hand', step.why.join('; ')), closes: false };
  const run = new Attempt(step, api, account, effects);
  try {
    return { result: await run.carryOut(), closes: false };
  } catch (error) {
    const failure = asFailure(error, run.isAnnounced);
    const result = await run.fail(failure);
    return { result, closes: result.outcome === 'setup' || (result.outcome === 'later' && !failure.atHome) };
  }
}

/** One post on its way to one channel. */
class Attempt {
  readonly #step: Step;
  readonly #api: Api;
  readonly #account: Account;
  readonly #effects: Effects;
  /** What was written down before the last request that readers could see. */
  #intent: Intent | undefined;

  constructor(step: Step, api: Api, account: Account, effects: Effects) {
    this.#step = step;
    this.#api = api;
    this.#account = account;
    this.#effects = effects;
  }

  async carryOut(): Promise<Result> {
    const { action, channel, edition } = this.#step;
    const { cost } = channel.platform;
    const price = cost?.call(channel.platform, edition, channel.options);
    if (action === 'changed' && !(await this.#mayOverwrite())) return this.#changed();
    if (action === 'uncertain' && !(await this.#maySendAgain(this.#step.why.join('; '))))
      return resultOf(this.#step, 'uncertain', this.#step.why.join('; '));
    if (price !== undefined && !(await this.#ask('cost', price)))
      return resultOf(this.#step, 'blocked', price, {
        hint: `To send it: npx byline publish ${edition.post} --to ${channel.id} --yes`,
      });
    const id = this.#step.line?.id;
    return id === undefined ? this.#first() : this.#again(id);
  }

  /** Where no copy's id is known: the copy that is found, or a new one. */
  async #first(): Promise<Result> {
    const tooMuch = rehearse(this.#step, this.#effects.site);
    if (tooMuch.length > 0) throw new Failure('refused', tooMuch.join('; '));
    const { ours, perhaps } = await findCopies(this.#step, this.#account, 'all');
    const [own, twin] = ours;
    if (own !== undefined) return this.#takeUp(own, twin);
    const [maybe] = perhaps;
    if (maybe !== undefined && !(await this.#maySendAgain(doubtOf(maybe))))
      return doubtful(this.#step, maybe);
    const until = this.#unsettledUntil();
    if (until !== undefined) return notYet(this.#step, until);
    return this.#create(await this.#prepared());
  }

  /** Where a copy's id is known. */
  async #again(id: string): Promise<Result> {
    const seen = await this.#look(id);
    const inTheMaking = this.#inTheMakingUntil();
    if (seen?.state === 'gone' && inTheMaking !== undefined) return notSeenThere(this.#step, inTheMaking);
    if (seen?.state === 'gone') return this.#gone();
    if (seen?.state === 'draft' && !this.#mayBeDraft()) return hiddenThere(this.#step, seen);
    if (seen !== undefined && this.#isChanged(seen) && !(await this.#mayOverwrite())) return this.#changed();
    const ready = await prepare(this.#step, this.#effects.newKey(), this.#account, this.#effects);
    return this.#update(id, ready, seen);
  }

  /** A copy that is there already, though the ledger did not know of it. */
  async #takeUp(own: Seen, twin: Seen | undefined): Promise<Result> {
    if (own.state === 'draft' && !this.#mayBeDraft()) return hiddenThere(this.#step, own);
    if (this.#sentAs() === this.#step.source)
      return this.#settle(madeOf(own), this.#key(), 'found: it had arrived', twin);
    return this.#update(own.id, await this.#prepared(), own, twin);
  }

  #prepared(): Promise<Ready> {
    return prepare(this.#step, this.#key(), this.#account, this.#effects);
  }

  /** Of what was sent and not answered, its own: the platform knows a repeat by it. */
  #key(): string {
    return this.#step.intent?.key ?? this.#step.line?.key ?? this.#effects.newKey();
  }

  async #create(ready: Ready): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      await this.#announce('create', ready);
      try {
        const made = await this.#account.reach((to) => this.#api.create(ready, to));
        checkTitle(made, this.#step);
        const [oldest, ...twins] = await this.#copiesBeside(made);
        const kept = oldest === undefined ? made : { ...made, ...defined(madeOf(oldest)) };
        return await this.#settle(kept, ready.key, 'created', twins.at(-1));
      } catch (error) {
        const failure = this.#doubted(asFailure(error));
        if (failure.outcome === 'same')
          return this.#settle(await this.#same(failure), ready.key, 'found: it had arrived');
        if (failure.outcome !== 'later' || tries === TRIES || !(await this.#waited(failure))) throw failure;
        const { ours } = await findCopies(this.#step, this.#account, 'newest', true);
        if (ours[0] !== undefined) return this.#settle(madeOf(ours[0]), ready.key, 'created', ours[1]);
      }
    }
  }

  /** The copy that is there already, where the platform says that it has exactly this. */
  async #same({ id, message, hint }: Failure): Promise<Made> {
    if (id !== undefined) return { id };
    const { ours } = await findCopies(this.#step, this.#account, 'all', true);
    if (ours[0] === undefined) throw new Failure('refused', message, { hint });
    return madeOf(ours[0]);
  }

  async #update(id: string, ready: Ready, seen?: Seen, twin?: Seen): Promise<Result> {
    const { update } = this.#api;
    if (update === undefined)
      return resultOf(this.#step, 'by-hand', 'the copy that is there can only be edited by hand', {
        url: seen?.url,
      });
    for (let tries = 1; ; tries += 1) {
      await this.#announce('update', ready);
      try {
        const made = await this.#account.reach((to) => update.call(this.#api, id, ready, to, seen));
        checkTitle(made, this.#step);
        return await this.#settle(
          { ...madeOf(seen ?? { id }), ...defined(made) },
          ready.key,
          'updated',
          twin,
        );
      } catch (error) {
        const failure = asFailure(error);
        if (failure.outcome === 'same')
          return this.#settle(madeOf(seen ?? { id }), ready.key, 'updated', twin);
        if (failure.outcome !== 'later' || tries === TRIES || !(await this.#waited(failure))) throw failure;
      }
    }
  }

  /** Writes down what is about to be sent. Nothing is sent before it is on the disk. */
  async #announce(act: Intent['act'], { key, title }: Ready): Promise<void> {
    const { channel, post, source, recipe } = this.#step;
    await this.#account.pace();
    const at = this.#effects.now();
    const intent = {
      post,
      channel: channel.id,
      account: channel.account,
      act,
      key,
      title,
      source,
      recipe,
      at,
    };
    await this.#effects.journal.begin(intent);
    this.#intent = intent;
  }

  async #settle(made: Made, key: string, what: string, twin?: Seen): Promise<Result> {
    const id = made.id ?? this.#step.line?.id;
    const shown = id === undefined ? undefined : await this.#shown(id);
    const url = made.url ?? shown?.url ?? this.#step.line?.url;
    const state = made.state === 'draft' ? 'draft' : 'published';
    await this.#keep({ state, key, id, url, shown: shown && hashShown(shown) }, url ?? id);
    if (twin !== undefined) return twice(this.#step, twin, url);
    const waits = made.state === 'processing' ? ', and is being worked on there' : '';
    return resultOf(this.#step, 'done', `${what}${state === 'draft' ? ' as a draft' : ''}${waits}`, { url });
  }

  /** Keeps a line in the ledger, and only then lets the intent go. */
  async #keep(changes: Changes, place?: string): Promise<void> {
    const { post, channel, source, recipe, line } = this.#step;
    const at = new Date(this.#effects.now()).toISOString();
    try {
      await this.#effects.ledger.write(
        present({ ...line, post, channel: channel.id, source, recipe, at, ...changes }),
      );
    } catch (error) {
      if (!(error instanceof Problem) || place === undefined) throw error;
      throw new Problem(`“${post}” went out on ${channel.id} (${place}), but ${error.message}`, {
        hint: 'Put that right and run npx byline publish again: it asks the platform first, so nothing goes out twice.',
        cause: error,
      });
    }
    await this.#effects.journal.end({ post, channel: channel.id });
  }

  get isAnnounced(): boolean {
    return this.#intent !== undefined;
  }

  async fail(failure: Failure): Promise<Result> {
    if (failure.outcome === 'uncertain') await this.#keepUncertain();
    else if (this.#isSettledBy(failure)) await this.#effects.journal.end(this.#intentPlace());
    if (failure.outcome === 'later' && failure.wait !== undefined) await this.#hold(failure);
    if (failure.outcome === 'gone') return this.#isOfCopy() ? this.#gone() : nowhere(this.#step, failure);
    const at = failure.wait === undefined ? undefined : this.#effects.now() + failure.wait;
    const outcome =
      failure.outcome === 'expired' ? 'setup' : failure.outcome === 'same' ? 'done' : failure.outcome;
    return resultOf(this.#step, outcome, failure.message, { hint: failure.hint, at });
  }

  /** Whether what was asked for last was a copy that is known, and not the platform itself. */
  #isOfCopy(): boolean {
    return this.#intent === undefined ? this.#step.line?.id !== undefined : this.#intent.act === 'update';
  }

  /** Whether it is sure now that what was announced did not happen. */
  #isSettledBy({ outcome, unsent }: Failure): boolean {
    return this.#intent !== undefined && (outcome !== 'later' || unsent);
  }

  /** `at` stays that of the sending: how long the server may still be at work counts from there. */
  async #keepUncertain(): Promise<void> {
    const { post, channel, line } = this.#step;
    const { key, source, recipe, at } = this.#intent ?? {};
    if (key === undefined || source === undefined || recipe === undefined || at === undefined) return;
    await this.#effects.ledger.write(
      present({
        ...line,
        post,
        channel: channel.id,
        state: 'uncertain',
        key,
        source,
        recipe,
        at: new Date(at).toISOString(),
      }),
    );
  }

  async #hold({ wait = 0, message }: Failure): Promise<void> {
    await this.#effects.journal.hold(this.#step.channel.account, this.#effects.now() + wait, message);
  }

  /** Whether the wait a platform asked for is over; a long one is not waited for. */
  async #waited({ wait = 0 }: Failure): Promise<boolean> {
    if (wait === 0 || wait > LONGEST_WAIT) return false;
    await this.#effects.sleep(wait);
    return true;
  }

  async #look(id: string, isFresh = false): Promise<Seen | undefined> {
    const { look } = this.#api;
    if (look === undefined) return undefined;
    const { edition } = this.#step;
    const asked = this.#account.reach((to) => look.call(this.#api, id, to, edition), { isFresh });
    return asked.catch((error: unknown) => {
      if (error instanceof Failure && error.outcome === 'gone') return { id, state: 'gone' } as const;
      throw error;
    });
  }

  /** What the platform made of our write. That it cannot be read now changes nothing about the write. */
  async #shown(id: string): Promise<Seen | undefined> {
    return this.#look(id, true).catch((error: unknown) => {
      if (error instanceof Failure || error instanceof z.ZodError) return undefined;
      throw error;
    });
  }

  /**
   * All copies, oldest first, where there is another one: a second clone of the site published at the same time, or a
   * server carried a lost request out late. Empty where there is one.
   */
  async #copiesBeside({ id }: Made): Promise<readonly Seen[]> {
    if (this.#api.find === undefined) return [];
    const found = await findCopies(this.#step, this.#account, 'newest', true).catch(() => undefined);
    const ours = found?.ours ?? [];
    return ours.length > 1 && ours.some((copy) => copy.id === id) ? ours : [];
  }

  /**
   * A 429 or a 503 may come after the post was taken. Where the platform can be asked, it is; where it neither can nor
   * knows a repeat, only the platform's own word makes sure that nothing was sent.
   */
  #doubted(failure: Failure): Failure {
    const isBlind = this.#api.find === undefined && !this.#api.keyed;
    if (failure.outcome !== 'later' || failure.unsent || !isBlind) return failure;
    return new Failure('uncertain', `${failure.message}; it may have taken the post`, { hint: failure.hint });
  }

  #isChanged(seen: Seen): boolean {
    const { line, intent } = this.#step;
    const shown = hashShown(seen);
    if (intent !== undefined || line?.shown === undefined || shown === undefined) return false;
    return (line.state === 'published' || line.state === 'draft') && shown !== line.shown;
  }

  async #changed(): Promise<Result> {
    const { line } = this.#step;
    const at = new Date(this.#effects.now()).toISOString();
    if (line !== undefined) await this.#effects.ledger.write({ ...line, state: 'changed', at });
    return changedThere(this.#step);
  }

  async #gone(): Promise<Result> {
    await this.#keep({ state: 'gone' });
    return goneThere(this.#step);
  }

  /** Until when a request without an answer may still be carried out; undefined where it is over. */
  #unsettledUntil(): Millis | undefined {
    const { channel, intent, line, action } = this.#step;
    if (action === 'uncertain' || this.#api.keyed) return undefined;
    const sent = intent?.at ?? (line?.state === 'uncertain' ? Date.parse(line.at) : undefined);
    if (sent === undefined) return undefined;
    const until = sent + (channel.platform.settles ?? SETTLES);
    return until > this.#effects.now() ? until : undefined;
  }

  /** Until when a copy that the platform took, and nobody has seen since, may still be on its way to readers. */
  #inTheMakingUntil(): Millis | undefined {
    const { channel, line } = this.#step;
    if (line?.state !== 'published' || line.shown !== undefined) return undefined;
    const until = Date.parse(line.at) + (channel.platform.settles ?? SETTLES);
    return until > this.#effects.now() ? until : undefined;
  }

  /** Whether a copy that no reader sees yet is as it should be. */
  #mayBeDraft(): boolean {
    return this.#api.drafts === true || this.#step.line?.state === 'draft';
  }

  /** The source of the copy that may be there. */
  #sentAs(): string | undefined {
    const { intent, line } = this.#step;
    return intent?.source ?? (line?.state === 'uncertain' ? line.source : undefined);
  }

  #mayOverwrite(): Promise<boolean> {
    return this.#ask('overwrite', 'it was edited there by hand, and this would replace it');
  }

  #maySendAgain(what: string): Promise<boolean> {
    return this.#ask('again', what);
  }

  #ask(about: 'cost' | 'overwrite' | 'again', what: string): Promise<boolean> {
    return this.#effects.consent({ about, what, edition: this.#step.edition });
  }

  #intentPlace(): { post: string; channel: string } {
    return { post: this.#step.post, channel: this.#step.channel.id };
  }
}

/** An answer of 200 whose title is not the one that was sent is a write the platform did not do. */
function checkTitle({ title }: Made, { edition, channel }: Step): void {
  if (title === undefined || sameText(title, edition.title)) return;
  const { name } = channel.platform;
  throw new Failure('refused', `${name} kept the title “${title}” instead of “${edition.title}”`, {
    hint: `Look at the post on ${name}: something there holds it, such as an import of your feed.`,
  });
}

/** What was thrown, as a failure. @param isWritten whether readers may have seen something by now */
function asFailure(error: unknown, isWritten = true): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Problem) throw error;
  const why = error instanceof z.ZodError ? z.prettifyError(error).replaceAll(/\s+/g, ' ') : String(error);
  return new Failure(isWritten ? 'uncertain' : 'refused', `the answer is not understood: ${why}`, {
    cause: error,
  });
}

function madeOf({ id, url, state }: Pick<Seen, 'id'> & Partial<Seen>): Made {
  return { id, url, ...(state === 'draft' ? { state } : {}) };
}

/** Without the members that say nothing. */
function defined(made: Made): Made {
  return Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined));
}

/** A line of the ledger without the members that say nothing. */
function present(line: Place & Changes): Publication {
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined)) as Publication;
}

type Place = Pick<Publication, 'post' | 'channel' | 'at'>;
type Changes = { readonly [Key in Exclude<keyof Publication, keyof Place>]?: Publication[Key] | undefined };

/**
 * What became of a step, and whether the account is left alone after it: it asked to wait, or would answer every request
 * alike.
 */
export interface Attempted {
  readonly result: Result;
  readonly closes: boolean;
}
