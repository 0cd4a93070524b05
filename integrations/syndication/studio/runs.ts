import { type Millis, Problem } from '#domain';
import type { OutlinedStep } from '../plan/plan.ts';
import type { Question } from '../publish/effects.ts';
import type { ResultOutcome } from '../publish/result.ts';
import type { Said } from '../sayings.ts';
import type { Deed } from './deed.ts';

/**
 * The runs that Studio started, the newest of them. They live as long as the server, and one is under way at a time. What
 * a run did is in the ledger and in the journal as well, so a server that stops loses no more than this list.
 */
export function createRuns(now: () => Millis): Runs {
  const runs = new Map<string, Run>();
  const current = (): Run | undefined => [...runs.values()].find(({ end }) => end === undefined);
  return {
    get: (id) => runs.get(id),
    current,
    start: (id, deed, work) => {
      const known = runs.get(id) ?? current();
      if (known !== undefined) return known;
      const run: Run = {
        id,
        deed,
        begin: now(),
        end: undefined,
        problem: undefined,
        expected: [],
        told: [],
        questions: [],
        notes: [],
      };
      runs.set(id, run);
      for (const old of [...runs.keys()].slice(0, -MOST_KEPT)) runs.delete(old);
      void work(reportTo(run))
        .catch((error: unknown) => {
          run.problem = problemOf(error);
        })
        .finally(() => {
          run.end = now();
        });
      return run;
    },
  };
}

/** How many runs are remembered. */
const MOST_KEPT = 50;

function reportTo(run: Run): Report {
  return {
    expect: (steps) => {
      run.expected = steps.filter(({ action }) => action !== 'unchanged');
    },
    tell: (told) => {
      if (told.outcome !== 'unchanged') run.told.push(told);
    },
    ask: (question) => run.questions.push(question),
    note: (note) => run.notes.push(note),
  };
}

function problemOf(error: unknown): Trouble {
  if (!(error instanceof Problem)) return { message: undefined, hint: undefined };
  return { message: error.message, hint: error.hint };
}

/** How a run tells what it does. */
export interface Report {
  /** The steps it is about to take. */
  expect(steps: readonly OutlinedStep[]): void;
  tell(told: Told): void;
  ask(question: AskedQuestion): void;
  /** Something that is left to do by hand. */
  note(note: string): void;
}

/** What became of one thing. */
export interface Told {
  /** Absent where it is about a channel. */
  readonly post?: string | undefined;
  readonly channel: string;
  readonly outcome: ToldOutcome;
  /** In English, as the platform or the engine says it. */
  readonly what: string;
  /** The same, in no language yet; absent where a platform said it. */
  readonly said?: readonly Said[] | undefined;
  readonly hint?: string | undefined;
  readonly url?: string | undefined;
  /** When it may succeed, where that is known. */
  readonly at?: Millis | undefined;
  /** The id of a younger copy beside it. */
  readonly twin?: string | undefined;
}

/** What a result, a look or a check ended with. */
export type ToldOutcome = ResultOutcome | 'live' | 'draft' | 'unknown' | 'ready';

/** What only the owner can decide; it was not done. */
export interface AskedQuestion extends Pick<Question, 'about' | 'what'> {
  readonly post: string;
  readonly channel: string;
}

/** Why a run came to nothing. */
export interface Trouble {
  /** Undefined for a fault that the server's output tells more of. */
  readonly message: string | undefined;
  readonly hint: string | undefined;
}

export interface Run {
  readonly id: string;
  readonly deed: Deed;
  readonly begin: Millis;
  /** Undefined while it is under way. */
  end: Millis | undefined;
  problem: Trouble | undefined;
  expected: readonly OutlinedStep[];
  readonly told: Told[];
  readonly questions: AskedQuestion[];
  readonly notes: string[];
}

export interface Runs {
  get(id: string): Run | undefined;
  /** The one that is under way. */
  current(): Run | undefined;
  /**
   * Starts a run, once for each id.
   *
   * @returns the run of that id; another one where that is under way, and this was not started
   */
  start(id: string, deed: Deed, work: (report: Report) => Promise<void>): Run;
}
