import color from 'picocolors';
import site from '#site';
import { printableJson } from '../printable.ts';
import { chosen, type PlanAsked, planRun } from '../syndication/plan-run.ts';
import { printPlan } from '../syndication/say.ts';
import { stepRow } from '../syndication/step-row.ts';
import type { Way } from '../syndication/wechatsync.ts';

/** Carries out the plan, or prints it. */
export default async function publish(slugs: string[], options: Options): Promise<void> {
  if (Object.keys(site.channels).length === 0) return printNoChannels(options);
  const { from, to, via, refresh = false, yes = false } = options;
  const asked: PlanAsked = { from, only: chosen(slugs, to), refresh, via };
  const isLeftOver = options.dryRun ? await showPlan(asked, options) : await send({ ...asked, yes }, options);
  if (isLeftOver) process.exitCode = 1;
}

/** @returns whether something is blocked */
async function showPlan(asked: PlanAsked, { json }: Options): Promise<boolean> {
  const steps = await planRun(asked);
  if (json) console.log(printableJson({ plan: steps.map(stepRow) }));
  else printPlan(steps);
  return steps.some(({ action }) => action === 'blocked');
}

/** What sends is loaded for what is sent. @returns whether something is left */
async function send(asked: PlanAsked & { readonly yes: boolean }, options: Options): Promise<boolean> {
  const { sendRun } = await import('../syndication/send-run.ts');
  return sendRun(asked, options);
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
