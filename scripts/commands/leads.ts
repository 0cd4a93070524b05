import { Command } from 'commander';
import { typedPath } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline leads`, `npx byline leads won <id> <money>` and `npx byline leads forget <id>` */
export default function leads(): Command {
  return new Command('leads')
    .description('List who asked for consulting, say what came of it, forget who it was.')
    .option('--json', 'the leads as JSON')
    .option('--db <file>', 'the database, if not BYLINE_DATABASE or .byline/byline.db', typedPath)
    .action(whenAsked(() => import('../actions/leads.ts')))
    .addCommand(won())
    .addCommand(forget());
}

function won(): Command {
  return new Command('won')
    .description('Say what a lead brought: npx byline leads won 3f2a9c01 "12000.00 CNY"')
    .argument('<id>', 'the lead’s id, or its beginning')
    .argument('<money>', 'what it brought, such as “12000.00 CNY”')
    .action(whenAsked(async () => ({ default: (await import('../actions/leads.ts')).winLead })));
}

function forget(): Command {
  return new Command('forget')
    .description('Delete a lead’s name, e-mail and message; the report keeps that there was one.')
    .argument('<id>', 'the lead’s id, or its beginning')
    .action(whenAsked(async () => ({ default: (await import('../actions/leads.ts')).forgetLead })));
}
