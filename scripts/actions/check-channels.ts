import color from 'picocolors';

import { type Checkup, checkChannels } from '../../integrations/syndication/index.ts';
import { printable, printableJson } from '../printable.ts';
import { withRun } from '../syndication/open-run.ts';
import { chosen } from '../syndication/plan-run.ts';
import { sayWaiting } from '../syndication/say.ts';
import type { Way } from '../syndication/wechatsync.ts';

/** Checks each channel, and prints what was found. */
export default async function checkEach({ to, via, json }: Options): Promise<void> {
  const only = chosen([], to);
  const { channels: ids = [] } = only;
  await withRun({ from: 'dist', only, via, onWaiting: sayWaiting }, async ({ channels: all, effects }) => {
    const wanted = all.filter(({ id }) => ids.length === 0 || ids.includes(id));
    const checked = await checkChannels(wanted, effects);
    if (json) console.log(printableJson(checked));
    else if (checked.length === 0) console.log('No channels yet: add one to `channels` in content/site.ts.');
    else for (const each of checked) print(each);
    if (checked.some(({ isReady }) => !isReady)) process.exitCode = 1;
  });
}

function print({ channel, platform, isReady, what, hint, limits }: Checkup): void {
  console.log(
    `${isReady ? color.green('✓') : color.red('✗')} ${color.bold(channel)} ${color.dim(`(${platform})`)}: ${printable(what)}`,
  );
  if (hint !== undefined) console.log(`  ${color.dim(printable(hint))}`);
  if (limits.length > 0) console.log(`  ${color.dim(limits.join(', '))}`);
}

interface Options {
  readonly to?: string;
  readonly via?: Way;
  readonly json?: boolean;
}
