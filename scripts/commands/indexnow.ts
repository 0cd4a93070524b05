import { Command } from 'commander';
import { typedPath } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline indexnow` */
export default function indexnow(): Command {
  return new Command('indexnow')
    .description('Tell search engines which pages are new, changed or gone. Run it after a deploy.')
    .option('-n, --dry-run', 'say what they would be told, and tell nobody')
    .option('--from <folder>', 'where the built site is', typedPath, 'dist')
    .option('--json', 'print JSON')
    .action(whenAsked(() => import('../actions/indexnow.ts')));
}
