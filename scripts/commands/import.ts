import { Command } from 'commander';
import { typedPath } from '../typed-path.ts';
import { whenAsked } from '../when-asked.ts';

const kinds = 'hexo, jekyll, hugo, wordpress, astro, next, docusaurus, vitepress, vuepress or markdown';

/** `npx byline import hexo ../old-blog` */
export default function importCommand(): Command {
  return new Command('import')
    .description(`Bring in a blog you already have: ${kinds}.`)
    .argument('<kind>', kinds)
    .argument('<path>', 'the blog’s folder, or WordPress’s export file', typedPath)
    .option('-n, --dry-run', 'show what would be imported and write nothing')
    .option('--lang <lang>', 'language of posts that do not say theirs; else it is guessed from the script')
    .option('--date-from <where>', 'date of posts without one: git, name, mtime, or a day such as 2026-11-01')
    .option('--verbose', 'name every file and line in the report')
    .option('--json', 'the report as JSON')
    .action(whenAsked(() => import('../actions/import.ts')));
}
