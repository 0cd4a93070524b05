import { Command } from 'commander';
import { whenAsked } from '../when-asked.ts';

/** `npx byline link`: a tagged link to place by hand, and forms of sites that take links. */
export default function link(): Command {
  return new Command('link')
    .description(
      'Print a link to put somewhere by hand: in an answer, a talk, a profile. The report then says who came by it.',
    )
    .option('--to <page>', 'where it leads: home, a post, an offer, or a path such as /about/', 'home')
    .option('--channel <name>', 'where you put it: 码市, stackoverflow, talk …')
    .option('--campaign <name>', 'what tells this link from others in the same place, such as a talk’s name')
    .option('--lang <lang>', 'the language of the page, where there are several')
    .option(
      '--submit [sites]',
      'forms filled in for hn, lobsters, reddit:subreddit, v2ex:node; all without a value',
    )
    .option('--qr [file]', 'a QR code in the terminal, or in a file: talk.svg, talk.png')
    .option('--json', 'print JSON')
    .action(whenAsked(() => import('../actions/link.ts')));
}
