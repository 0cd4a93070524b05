import color from 'picocolors';

import { Problem } from '#domain';
import { unpublish as takeBack } from '../../integrations/syndication/index.ts';
import { printable } from '../printable.ts';
import { withRun } from '../syndication/open-run.ts';
import { chosen } from '../syndication/plan-run.ts';

/** Takes copies back, and prints what became of each. */
export default async function unpublish(slug: string, { to, copy }: Options): Promise<void> {
  const { channels: ids = [] } = chosen([], to);
  if (copy !== undefined && ids.length !== 1)
    throw new Problem('it is not said where the copy is', { hint: 'Name the channel: --to <id>.' });
  await withRun({ from: 'dist' }, async ({ channels, effects }) => {
    const wanted = channels.filter(({ id }) => ids.length === 0 || ids.includes(id));
    const results = await takeBack(slug, wanted, effects, copy);
    if (results.length === 0)
      console.log(`No copy of “${slug}” is known${ids.length === 0 ? '' : ' there'}.`);
    for (const { channel, outcome, what, url } of results)
      console.log(
        `${colors[outcome](outcome.replace('-', ' ').padEnd(8))} ${slug} → ${channel}: ${printable(what)} ${color.dim(url ?? '')}`,
      );
    if (results.some(({ outcome }) => outcome !== 'done')) process.exitCode = 1;
  });
}

const colors = { done: color.green, 'by-hand': color.magenta, failed: color.red };

interface Options {
  readonly to?: string;
  readonly copy?: string;
}
