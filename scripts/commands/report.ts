import { Command } from 'commander';
import { dimensions } from '#domain';
import { DEFAULT_MODEL } from '../../integrations/attribution/load-models.ts';
import { typedPath } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline report`: which posts, channels and offers brought what. */
export default function report(): Command {
  return new Command('report')
    .description('Show which posts, channels and offers brought readers and money.')
    .option('--model <id>', 'how credit is shared over what a reader met', DEFAULT_MODEL)
    .option('--by <dimension>', `one table only: ${dimensions.join(', ')}`)
    .option('--days <count>', 'the last so many days', '90')
    .option('--from <day>', 'from this day on, 2026-11-01, in the site’s zone')
    .option('--to <day>', 'through this day')
    .option('--json', 'the report as JSON')
    .option('--db <file>', 'the database, if not BYLINE_DATABASE or .byline/byline.db', typedPath)
    .action(whenAsked(() => import('../actions/report.ts')));
}
