import { Command } from 'commander';
import { typedPath, typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline sales add` and `npx byline sales import`: money that no shop reports by itself. */
export default function sales(): Command {
  return new Command('sales')
    .description('Write down sales and refunds that no shop reports by itself.')
    .option(
      '--db <database>',
      'the database: a file, or postgres://…; else BYLINE_DATABASE_URL, BYLINE_DATABASE or .byline/byline.db',
      typedPlace,
    )
    .addCommand(add())
    .addCommand(importFile());
}

function add(): Command {
  return new Command('add')
    .description('Write down one sale: npx byline sales add reliable-backends "199.00 CNY"')
    .argument('<offer>', 'the offer’s id')
    .argument('<money>', 'what came in, without tax, such as “199.00 CNY”; -- "-199.00 CNY" is a refund')
    .option('--on <day>', 'when, 2026-11-01; today if not given')
    .option('--id <id>', 'the order’s id, so that it counts once')
    .option('--rate <rate>', 'what one unit of another currency is in the site’s, 7.12')
    .action(whenAsked(() => import('../actions/sales.ts')));
}

function importFile(): Command {
  return new Command('import')
    .description('Read sales from a CSV file; what was read before is not read twice.')
    .argument(
      '<file>',
      'a CSV file with headings: date, offer, amount, and order id where there is one',
      typedPath,
    )
    .option('--source <name>', 'whom the file is from: xiaoetong, netease, zsxq, or a name of yours', 'csv')
    .option('--offer <offer>', 'the offer of rows in a file that names none')
    .action(whenAsked(async () => ({ default: (await import('../actions/sales.ts')).importFile })));
}
