import color from 'picocolors';

import { verify as look } from '../../integrations/syndication/index.ts';
import { printable, printableJson } from '../printable.ts';
import { withRun } from '../syndication/open-run.ts';
import { chosen } from '../syndication/plan-run.ts';

/** Looks at every copy, and prints what it is like. */
export default async function verify({ to, json }: Options): Promise<void> {
  const { channels: ids = [] } = chosen([], to);
  await withRun({ from: 'dist' }, async ({ channels, effects }) => {
    const wanted = channels.filter(({ id }) => ids.length === 0 || ids.includes(id));
    const found = await look(wanted, effects);
    if (json) console.log(printableJson(found));
    else if (found.length === 0) console.log('Nothing was published yet.');
    else
      for (const { post, channel, state, what, url } of found)
        console.log(
          `${colors[state](state.padEnd(8))} ${post} → ${channel}: ${printable(what)} ${color.dim(url ?? '')}`,
        );
    if (found.some(({ state }) => state === 'changed' || state === 'gone')) process.exitCode = 1;
  });
}

const colors = {
  live: color.green,
  draft: color.cyan,
  changed: color.yellow,
  gone: color.red,
  unknown: color.dim,
};

interface Options {
  readonly to?: string;
  readonly json?: boolean;
}
