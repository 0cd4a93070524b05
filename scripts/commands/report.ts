import { Command } from 'commander';
import { dimensions } from '#domain';
import { DEFAULT_MODEL } from '../../integrations/attribution/load-models.ts';
import { typedPath, typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline report`: which posts, channels and offers brought what. */
export default function report(): Command {
  return new Command('report')
    .description('Show which posts, channels and offers brought readers and money.')
    .option('--model <id>', 'how credit is shared; “all” shows the models side by side', DEFAULT_MODEL)
    .option('--by <dimension>', `one table only: ${dimensions.join(', ')}`)
    .option('--days <count>', 'the last so many days, today included', '90')
    .option('--since <day>', 'from this day on, 2026-11-01, in the site’s zone')
    .option('--until <day>', 'through this day')
    .option('--month <month>', 'one calendar month, 2026-11')
    .option('--compare', 'show the period before as well')
    .option('--as <view>', 'money in the period it came in (cash), or of the conversion (cohort)', 'cash')
    .option('--json', 'the report as JSON')
    .option('--csv', 'the report as CSV')
    .option('--html <file>', 'write the report to a page by itself', typedPath)
    .option(
      '--db <database>',
      'the database: a file, or postgres://…; else BYLINE_DATABASE_URL, BYLINE_DATABASE or .byline/byline.db',
      typedPlace,
    )
    .action(whenAsked(() => import('../actions/report.ts')))
    .addCommand(sponsor());
}

/** Days, `--json`, `--csv` and `--html` are those of the report. */
function sponsor(): Command {
  return new Command('sponsor')
    .description('What one ad had: for its sponsor. Takes the days and the forms of the report.')
    .argument('<offer>', 'the ad’s id')
    .option('--link', 'make an address at which whoever has it can read this report')
    .option('--take-back', 'take back every address of this report')
    .action(whenAsked(() => import('../actions/sponsor.ts')));
}
