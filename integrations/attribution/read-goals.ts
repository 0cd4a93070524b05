import {
  calendarSpan,
  type GoalMeasure,
  type GoalProgress,
  type GoalSpan,
  goalSpans,
  type Millis,
  targetsOf,
} from '#domain';
import type { Period, Records } from './collector/store.ts';
import type { ReportSettings } from './read-report.ts';

/** How far each goal of this month and this year is reached. Nothing is read where there are no goals. */
export async function readGoals({ records, settings }: GoalSources, now: Millis): Promise<GoalProgress[]> {
  const found = await Promise.all(goalSpans.map((span) => readSpan(span, { records, settings }, now)));
  return found.flat();
}

async function readSpan(
  span: GoalSpan,
  { records, settings }: GoalSources,
  now: Millis,
): Promise<GoalProgress[]> {
  const period = calendarSpan(span, now, settings.timeZone);
  const passed = (now - period.from) / (period.to - period.from);
  const targets = targetsOf(settings.goals, span);
  return Promise.all(
    targets.map(async (target) => ({
      ...target,
      span,
      passed,
      reached: await reachedOf[target.measure](records, period, target.currency),
    })),
  );
}

const reachedOf: Readonly<Record<GoalMeasure, Reached>> = {
  async money(records, { from, to }, currency) {
    const { entries } = await records.ledger({ from, to });
    // A refund in the period needs its earlier entries, so the ledger has them too.
    const own = entries.filter(({ at, money }) => at >= from && at < to && money.currency === currency);
    return own.reduce((sum, { money }) => sum + money.amount, 0);
  },
  async leads(records, period) {
    const spam = new Set(
      (await records.leads()).filter(({ state }) => state === 'spam').map(({ conversion }) => conversion.id),
    );
    const conversions = await records.conversions(period);
    return conversions.filter(({ id, kind }) => kind === 'lead' && !spam.has(id)).length;
  },
  async readers(records, period) {
    const views = (await records.counts(period)).filter(({ kind }) => kind === 'view');
    return views.reduce((sum, { firstThisMonth }) => sum + firstThisMonth, 0);
  },
};

type Reached = (records: Records, period: Period, currency: string | null) => Promise<number>;

interface GoalSources {
  readonly records: Records;
  readonly settings: Pick<ReportSettings, 'goals' | 'timeZone'>;
}
