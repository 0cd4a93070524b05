import { Command } from 'commander';
import { typedPath, typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline db`: copies, backups and restoring of the collector's database. */
export default function db(): Command {
  return new Command('db')
    .description('Copy the database, back it up, or restore it.')
    .option(
      '--db <database>',
      'the database: a file, or postgres://…; else BYLINE_DATABASE_URL, BYLINE_DATABASE or .byline/byline.db',
      typedPlace,
    )
    .addCommand(copy())
    .addCommand(backup())
    .addCommand(restore());
}

function copy(): Command {
  return new Command('copy')
    .description(
      'Copy everything into another database that is empty, such as from SQLite to PostgreSQL. Stop the server first. A copy that was stopped goes on when it is run again.',
    )
    .argument('<to>', 'the other database: a file, or postgres://user:password@host/name', typedPlace)
    .action(whenAsked(async () => ({ default: (await import('../actions/db.ts')).copyTo })));
}

function backup(): Command {
  return new Command('backup')
    .description('Write everything into one SQLite file, while the server runs.')
    .argument('[file]', 'the backup; else a new one in .byline/backups/', typedPath)
    .action(whenAsked(async () => ({ default: (await import('../actions/db.ts')).backUp })));
}

function restore(): Command {
  return new Command('restore')
    .description('Put what a backup has into the database, all of it or nothing.')
    .argument('<file>', 'the backup', typedPath)
    .option('--replace', 'delete what the database has now; a backup of that is made first')
    .action(whenAsked(async () => ({ default: (await import('../actions/db.ts')).restore })));
}
