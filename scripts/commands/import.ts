import { Command } from 'commander';
import { typedPath } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline import hexo ../old-blog` */
export default function importCommand(): Command {
  return new Command('import')
    .description('Bring in a blog you already have: hexo, jekyll, hugo, wordpress or markdown.')
    .argument('<kind>', 'hexo, jekyll, hugo, wordpress or markdown')
    .argument('<path>', 'the blog’s folder, or WordPress’s export file', typedPath)
    .option('-n, --dry-run', 'show what would be imported and write nothing')
    .option('--lang <lang>', 'language of posts that do not say theirs; else it is guessed from the script')
    .option('--date-from <where>', 'date of posts without one: git, name, mtime, or a day such as 2026-11-01')
    .option('--json', 'the report as JSON')
    .action(whenAsked(() => import('../actions/import.ts')));
}
