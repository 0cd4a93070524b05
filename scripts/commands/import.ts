import { resolve } from 'node:path';
import { Command } from 'commander';
import site from '#site';
import { importBlog, printReport, readDateFrom } from '../../integrations/markdown/import/index.ts';
import { requireOwner } from '../sample-site.ts';

/** `byline import hexo ../old-blog` */
export default function importCommand(): Command {
  return new Command('import')
    .description('Bring in a blog you already have: hexo, jekyll, hugo, wordpress or markdown.')
    .argument('<kind>', 'hexo, jekyll, hugo, wordpress or markdown')
    .argument('<path>', 'the blog’s folder, or WordPress’s export file')
    .option('-n, --dry-run', 'show what would be imported and write nothing')
    .option('--lang <lang>', 'language of posts that do not say theirs; else it is guessed from the script')
    .option('--date-from <where>', 'date of posts without one: git, name, mtime, or a day such as 2026-11-01')
    .option('--json', 'the report as JSON')
    .action(run);
}

async function run(kind: string, path: string, { dryRun, lang, dateFrom, json }: Options): Promise<void> {
  requireOwner('byline import');
  const report = await importBlog(kind, resolve(path), {
    root: process.cwd(),
    site,
    dryRun: dryRun ?? false,
    lang,
    dateFrom: dateFrom === undefined ? undefined : readDateFrom(dateFrom),
    now: Date.now(),
  });
  console.log(json ? JSON.stringify(report, null, 2) : printReport(report));
  if (report.notes.some(({ level }) => level === 'left-out')) process.exitCode = 1;
}

interface Options {
  readonly dryRun?: boolean;
  readonly lang?: string;
  readonly dateFrom?: string;
  readonly json?: boolean;
}
