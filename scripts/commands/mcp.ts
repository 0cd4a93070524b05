import { Command } from 'commander';
import { typedPlace } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline mcp`: what an assistant may ask of this site, over stdin and stdout. */
export default function mcp(): Command {
  return new Command('mcp')
    .description(
      'Let an assistant list posts, plan, preview and read the report (Model Context Protocol). It publishes only what you confirm.',
    )
    .option('--from <place>', 'where the feed is: the built site, or its address', typedPlace, 'dist')
    .action(whenAsked(() => import('../actions/mcp.ts')));
}
