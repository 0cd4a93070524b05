import color from 'picocolors';

import site from '#site';
import { publish as carryOut, firstSent, isLeft, type Step } from '../../integrations/syndication/index.ts';
import { printableJson } from '../printable.ts';
import { keepIds } from '../syndication/keep-ids.ts';
import { type Asked, chosen, planRun, type Run, withRun } from '../syndication/open-run.ts';
import { printPlan, printResult, printSummary, sayWaiting } from '../syndication/say.ts';
import { rehearsed, stepRow } from '../syndication/step-row.ts';
import type { Way } from '../syndication/wechatsync.ts';

/** Carries out the plan, or prints it. */
export default async function publish(slugs: string[], options: Options): Promise<void> {
  if (Object.keys(site.channels).length === 0) return printNoChannels(options);
  const { from, to, via, refresh = false, yes = false } = options;
  const asked: Asked = { from, only: chosen(slugs, to), refresh, yes, via, onWaiting: sayWaiting };
  const isLeftOver = options.dryRun ? await rehearseRun(asked, options) : await send(asked, options);
  if (isLeftOver) process.exitCode = 1;
}

/** @returns whether something is blocked */
async function rehearseRun(asked: Asked, { json }: Options): Promise<boolean> {
  const steps = (await planRun(asked)).map(rehearsed);
  if (json) console.log(printableJson({ plan: steps.map(stepRow) }));
  else printPlan(steps);
  return steps.some(({ action }) => action === 'blocked');
}

/** @returns whether something is left */
function send(asked: Asked, { json }: Options): Promise<boolean> {
  return withRun(asked, async (opened) => {
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

function printNoChannels({ json }: Options): void {
  if (json) {
    console.log(printableJson({ plan: [] }));
    return;
  }
  console.log('No channels yet, so there is nowhere to publish.');
  console.log(color.dim("Add one to `channels` in content/site.ts, such as dev: { platform: 'dev' }."));
}

interface Options {
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly from: string;
  readonly yes?: boolean;
  readonly refresh?: boolean;
  readonly via?: Way;
  readonly json?: boolean;
}
