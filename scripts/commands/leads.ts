import { Command } from 'commander';
import { typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline leads`, and what is done with one of them. */
export default function leads(): Command {
  return new Command('leads')
    .description('List who wrote to you, say where each lead stands and what came of it, forget who it was.')
    .option('--json', 'the leads as JSON')
    .option(
      '--db <database>',
      'the database: a file, or postgres://…; else BYLINE_DATABASE_URL, BYLINE_DATABASE or .byline/byline.db',
      typedPlace,
    )
    .action(whenAsked(() => import('../actions/leads.ts')))
    .addCommand(add())
    .addCommand(won())
    .addCommand(move())
    .addCommand(note())
    .addCommand(exportLeads())
    .addCommand(forget());
}

function add(): Command {
  return new Command('add')
    .description('Write down a lead that came by mail, by phone or in person.')
    .argument('<offer>', 'the offer’s id')
    .requiredOption('--name <name>', 'who it is')
    .requiredOption('--email <email>', 'their e-mail address')
    .option('--message <text>', 'what they want', '')
    .option('--worth <money>', 'what it may bring, “12000.00 CNY”; else what the offer says')
    .option('--channel <channel>', 'the channel that led to it, if you know')
    .option('--post <post>', 'the post that led to it, if you know')
    .option('--on <day>', 'when, 2026-11-01; today if not given')
    .action(whenAsked(async () => ({ default: (await import('../actions/leads.ts')).addLead })));
}

function won(): Command {
  return new Command('won')
    .description('Say what a lead brought: npx byline leads won 3f2a9c01 "12000.00 CNY"')
    .argument('<id>', 'the lead’s id, or its beginning')
    .argument('<money>', 'what it brought so far, such as “12000.00 CNY”; with --months, each month')
    .option('--months <count>', 'a retainer: so much each month, for so many months from this one on')
    .action(whenAsked(async () => ({ default: (await import('../actions/leads.ts')).winLead })));
}

function move(): Command {
  return new Command('move')
    .description('Say where a lead stands, and what to do next.')
    .argument('<id>', 'the lead’s id, or its beginning')
    .argument('<state>', 'new, contacted, proposal, won, lost or spam')
    .option('--next <step>', 'what to do next')
    .option('--on <day>', 'when to do it, 2026-12-01')
    .option('--worth <money>', 'what it may bring, “12000.00 CNY”')
    .action(whenAsked(async () => ({ default: (await import('../actions/leads.ts')).moveLead })));
}

function note(): Command {
  return new Command('note')
    .description('Write something down about a lead.')
    .argument('<id>', 'the lead’s id, or its beginning')
    .argument('<text>', 'the note')
    .action(whenAsked(async () => ({ default: (await import('../actions/leads.ts')).noteLead })));
}

function exportLeads(): Command {
  return new Command('export')
    .description('Print all that is kept about one e-mail address, as JSON, for the person who asks for it.')
    .argument('<email>', 'the e-mail address')
    .action(whenAsked(async () => ({ default: (await import('../actions/leads.ts')).exportLeads })));
}

function forget(): Command {
  return new Command('forget')
    .description('Delete a lead’s name, e-mail, message and notes; the report keeps that there was one.')
    .argument('<id-or-email>', 'the lead’s id, or its beginning; or an e-mail address, for all about it')
    .action(whenAsked(async () => ({ default: (await import('../actions/leads.ts')).forgetLead })));
}
