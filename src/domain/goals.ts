import { z } from 'zod';
import { moneyForm, parseMoney } from './read-money.ts';

/** The figures a goal can be set for. Readers are counted by the calendar month; a year is the sum of its months. */
export const goalMeasures = ['money', 'leads', 'readers'] as const;
export type GoalMeasure = (typeof goalMeasures)[number];

export const goalSpans = ['month', 'year'] as const;
export type GoalSpan = (typeof goalSpans)[number];

const targetsSchema = z.strictObject({
  /** Money that came in, with its currency: `'20000.00 CNY'`. */
  money: z
    .string()
    .refine((text) => parseMoney(text) !== null, {
      error: ({ input }) => `expected ${moneyForm(String(input))}`,
    })
    .optional(),
  /** Leads, spam apart. */
  leads: z.number().int().positive().optional(),
  readers: z.number().int().positive().optional(),
});

/** Your goals for each calendar month and year. */
export const goalsSchema = z.strictObject({
  month: targetsSchema.optional(),
  year: targetsSchema.optional(),
});

export type Goals = z.output<typeof goalsSchema>;

/** How far one goal is reached by now. */
export interface GoalProgress {
  readonly span: GoalSpan;
  readonly measure: GoalMeasure;
  /** Of money in minor units of its currency. */
  readonly target: number;
  readonly reached: number;
  /** Of money. */
  readonly currency: string | null;
  /** How much of the month or year has passed: 0 to 1. */
  readonly passed: number;
}

/** The goals of a span that are set, in their usual order. */
export function targetsOf(goals: Goals, span: GoalSpan): readonly Target[] {
  const { money: text = '', leads, readers } = goals[span] ?? {};
  const money = parseMoney(text);
  return [
    ...(money === null
      ? []
      : [{ measure: 'money' as const, target: money.amount, currency: money.currency }]),
    ...(leads === undefined ? [] : [{ measure: 'leads' as const, target: leads, currency: null }]),
    ...(readers === undefined ? [] : [{ measure: 'readers' as const, target: readers, currency: null }]),
  ];
}

type Target = Pick<GoalProgress, 'measure' | 'target' | 'currency'>;
