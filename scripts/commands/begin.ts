import { Command } from 'commander';
import { wordLanguages } from '#strings';
import { whenAsked } from '../when-asked.ts';

/** `npx byline begin` */
export default function begin(): Command {
  return new Command('begin')
    .description('Make the site yours: write content/site.ts, an about page and a first post.')
    .option('--name <name>', 'your name, as readers see it')
    .option('--url <address>', 'where the site will live')
    .option(
      '--lang <languages>',
      `languages of the site, the first one at “/”: ${wordLanguages().join(', ')}`,
    )
    .option('--email <address>', 'where readers write to you')
    .action(whenAsked(() => import('../actions/begin.ts')));
}
