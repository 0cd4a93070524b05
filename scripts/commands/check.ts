import { Command } from 'commander';
import pc from 'picocolors';
import site from '#site';
import { type Content, readContent } from '../../integrations/markdown/index.ts';
import { printProblems } from '../print-error.ts';

/** `byline check` */
export default function check(): Command {
  return new Command('check')
    .description('Check everything under content/ and show every problem there is.')
    .option('--json', 'problems as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const content = await readContent(process.cwd(), site);
      if (json) printJson(content);
      else printFindings(content);
      if (content.problems.length > 0) process.exitCode = 1;
    });
}

function printFindings({ problems, posts, offers, projects }: Content): void {
  printProblems(problems);
  if (problems.length > 0) return;
  const counted = `posts ${posts.length} · offers ${offers.length} · projects ${projects.length}`;
  console.log(`${pc.green('✓')} ${counted}: nothing to mend.`);
}

function printJson({ problems }: Content): void {
  const plain = problems.map(({ message, hint, place }) => ({ message, hint, ...place }));
  console.log(JSON.stringify(plain, null, 2));
}
