import { Command } from 'commander';
import { whenAsked } from '../when-asked.ts';

/** `npx byline check` */
export default function check(): Command {
  return new Command('check')
    .description(
      'Check everything under content/: front matter, texts, links, pictures, letters no font has, translations, limits of channels.',
    )
    .option('--external', 'also ask other sites whether what you link to is still there')
    .option('--json', 'what was found, as JSON')
    .addHelpText('after', '\nErrors make it exit with 1; warnings do not.')
    .action(whenAsked(() => import('../actions/check.ts')));
}
