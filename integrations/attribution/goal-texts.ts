import { formatMoney, type GoalProgress, type Lang } from '#domain';
import { formatCount, formatShare } from './render-report.ts';
import { type GoalTexts, type Words, wordsFor } from './words.ts';

/** Goals as lines for the terminal: `Money this month: ¥12,000 of ¥20,000 (60%); 67% of the month has passed.` */
export function renderGoals(goals: readonly GoalProgress[], lang: Lang): string {
  const words = wordsFor(lang);
  const lines = goals.map((goal) => {
    const { name, reached, target, share, passed } = goalTexts(goal, lang);
    return words.goalLine({ name, reached, target, share, passed });
  });
  return lines.length === 0 ? '' : [words.goals, ...lines].join('\n');
}

/** One goal in words and figures, for a page or the terminal. */
export function goalTexts(goal: GoalProgress, lang: Lang): GoalTexts {
  const words: Words = wordsFor(lang);
  const { span, measure, reached, target, currency, passed } = goal;
  const figure = (amount: number) =>
    currency === null ? formatCount(amount, lang) : formatMoney({ amount, currency }, lang);
  return {
    name: words.goalNames[measure][span],
    reached: figure(reached),
    target: figure(target),
    share: formatShare(Math.max(0, reached) / target, lang),
    passed: words.passed[span](formatShare(passed, lang)),
  };
}
