import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import color from 'picocolors';
import site from '#site';
import { kitPage, makeKit } from '../../integrations/syndication/index.ts';
import { onlyStep, onOne } from '../syndication/one-step.ts';
import { planRun } from '../syndication/open-run.ts';

/** `byline kit`: a page with all that is needed to put a post on a platform by hand. */
export default function kit(): Command {
  return new Command('kit')
    .description(
      'Make a page with all you need to put a post on a platform by hand: one click copies the text.',
    )
    .argument('<slug>', 'the post')
    .requiredOption('--to <id>', 'the channel')
    .option('--from <place>', 'where the feed is: the built site, or its address', 'dist')
    .action(run);
}

async function run(slug: string, { to, from }: Options): Promise<void> {
  const step = onlyStep(await planRun(onOne(slug, to, from)), slug, to);
  const page = kitPage(makeKit(step, site.url));
  const folder = resolve('.byline/kits');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${slug}.${to}.html`);
  await writeFile(file, page);
  console.log(`${color.green('✓')} Open it in a browser: file://${encodeURI(file)}`);
  console.log(color.dim(`Once it is out: byline published ${slug} --to ${to} <its address>`));
}

interface Options {
  readonly to: string;
  readonly from: string;
}
