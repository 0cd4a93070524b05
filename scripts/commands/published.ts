import { Command } from 'commander';
import color from 'picocolors';
import { Problem } from '#domain';
import { recordByHand } from '../../integrations/syndication/index.ts';
import { onlyStep, onOne } from '../syndication/one-step.ts';
import { withRun } from '../syndication/open-run.ts';

/** `byline published`: says that a copy was put on a platform by hand. */
export default function published(): Command {
  return new Command('published')
    .description(
      'Say that you put a post on a platform by hand, so that it takes part in plans and in the report.',
    )
    .argument('<slug>', 'the post')
    .argument('<address>', 'the address of the copy')
    .requiredOption('--to <id>', 'the channel')
    .option('--from <place>', 'where the feed is: the built site, or its address', 'dist')
    .action(run);
}

async function run(slug: string, address: string, { to, from }: Options): Promise<void> {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Problem(`“${address}” is not an address of a page`, {
      hint: 'Copy it from the browser: https://…',
    });
  await withRun(onOne(slug, to, from), async ({ plan, effects }) => {
    const line = await recordByHand(onlyStep(await plan(), slug, to), url.href, effects);
    console.log(`${color.green('✓')} ${slug} → ${to}: ${line.url}`);
  });
}

interface Options {
  readonly to: string;
  readonly from: string;
}
