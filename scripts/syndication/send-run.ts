import color from 'picocolors';
import { publish as carryOut, firstSent, isLeft, type Step } from '../../integrations/syndication/index.ts';
import { printableJson } from '../printable.ts';
import { keepIds } from './keep-ids.ts';
import { type Asked, type Run, withRun } from './open-run.ts';
import { printPlan, printResult, printSummary, sayWaiting } from './say.ts';
import { stepRow } from './step-row.ts';

/** Plans, carries the plan out, and prints what became of it. @returns whether something is left */
export function sendRun(asked: Asked, { json = false }: { readonly json?: boolean }): Promise<boolean> {
  return withRun({ ...asked, onWaiting: sayWaiting }, async (opened) => {
    const steps = await opened.plan();
    if (!json) printPlan(steps);
    const results = await carryOut(steps, {
      ...opened.effects,
      onResult: json ? () => {} : reporterFor(steps),
    });
    const left = await keepIds(firstSent(steps, results));
    if (json) console.log(printableJson({ plan: steps.map(stepRow), results }));
    else if (results.some(({ outcome }) => outcome !== 'unchanged')) printSummary(results);
    for (const line of left) console.error(color.yellow(line));
    return results.some((result) => isLeft(result, asked.only?.channels ?? []));
  });
}

/** Prints results as they come, with how far each channel has come. */
function reporterFor(steps: readonly Step[]): NonNullable<Run['effects']['onResult']> {
  const totals = Map.groupBy(steps, ({ channel }) => channel.id);
  const done = new Map<string, number>();
  return (result) => {
    const count = (done.get(result.channel) ?? 0) + 1;
    done.set(result.channel, count);
    printResult(result, `${count}/${totals.get(result.channel)?.length ?? count}`);
  };
}
