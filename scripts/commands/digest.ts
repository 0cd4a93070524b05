import { Command } from 'commander';
import { typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline digest`: the week in Markdown, to read or to send to yourself. */
export default function digest(): Command {
  return new Command('digest')
    .description('The last seven days in Markdown: figures, posts, channels, leads, and what to do next.')
    .option('--send', 'send it to yourself by the mail server in SMTP_URL')
    .option('--to <address>', 'send it to this address, not to that of content/site.ts')
    .option(
      '--db <database>',
      'the database: a file, or postgres://…; else BYLINE_DATABASE_URL, BYLINE_DATABASE or .byline/byline.db',
      typedPlace,
    )
    .addHelpText('after', '\nFor one each Monday: 0 8 * * 1 cd /path/to/site && npx byline digest --send')
    .action(whenAsked(() => import('../actions/digest.ts')));
}
