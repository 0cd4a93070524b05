import { Command } from 'commander';
import color from 'picocolors';
import { verify as look } from '../../integrations/syndication/index.ts';
import { chosen, withRun } from '../syndication/open-run.ts';

/** `byline verify`: looks at every copy. */
export default function verify(): Command {
  return new Command('verify')
    .description(
      'Look at every copy on its platform: whether it is there, and whether somebody edited it. Writes nothing there.',
    )
    .option('--to <ids>', 'these channels alone, with commas between them')
    .option('--json', 'print JSON')
    .action(run);
}

async function run({ to, json }: Options): Promise<void> {
  const { channels: ids = [] } = chosen([], to);
  await withRun({ from: 'dist' }, async ({ channels, effects }) => {
    const wanted = channels.filter(({ id }) => ids.length === 0 || ids.includes(id));
    const found = await look(wanted, effects);
    if (json) console.log(JSON.stringify(found, null, 2));
    else if (found.length === 0) console.log('Nothing was published yet.');
    else
      for (const { post, channel, state, what, url } of found)
        console.log(
          `${colors[state](state.padEnd(8))} ${post} → ${channel}: ${what} ${color.dim(url ?? '')}`,
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
