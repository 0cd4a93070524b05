/** Copies a database, for tests that kill it: `node copy-program.ts <from> <to>` prints the table of each piece. */
import { copyDatabase } from '../../../integrations/attribution/collector/store.ts';

const [, , from = '', to = ''] = process.argv;
await copyDatabase({
  ...{ from, to, upgrade: { timeZone: 'Asia/Shanghai', worths: new Map() } },
  progress: (table) => console.log(table),
});
