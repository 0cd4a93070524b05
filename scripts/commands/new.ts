import { Argument, Command, Option } from 'commander';
import { kinds } from '../../integrations/content/kinds.ts';
import { kindsOf } from '../../integrations/content/new/draft.ts';
import { oneOf } from '../usage-problem.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline new` */
export default function create(): Command {
  return new Command('new')
    .description(
      'Begin a post, a project, an offer, a testimonial, a talk or a page: a draft with the front matter it needs.',
    )
    .addArgument(
      new Argument('<what>', 'what to begin').choices(things).argParser(oneOf('a thing to begin', things)),
    )
    .argument('<title>', 'its title; the file is named after it')
    .option('--lang <language>', 'a language of the site, if not the first in its settings')
    .addOption(
      new Option('--kind <kind>', 'of an offer or a talk (default: consulting, talk)')
        .choices(subkinds)
        .argParser(oneOf('a kind of offer or talk', subkinds)),
    )
    .option('--slug <name>', 'its file name and address, if not from the title')
    .action(whenAsked(() => import('../actions/new.ts')));
}

const things = Object.values(kinds).map(({ name }) => name);
const subkinds = Object.values(kindsOf).flat();
