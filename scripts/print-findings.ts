import pc from 'picocolors';
import type { Finding } from '../integrations/content/index.ts';

/** Prints what there is to say, file by file; information, which asks for nothing, as a few lines below. */
export function printFindings(findings: readonly Finding[]): void {
  const toDo = findings.filter(({ level }) => level !== 'information');
  for (const [file, found] of Map.groupBy(toDo, ({ place }) => place?.file ?? '')) {
    console.error(pc.cyan(pc.bold(file || 'the site')));
    for (const finding of found) console.error(describe(finding));
    console.error('');
  }
  for (const line of informationIn(findings)) console.error(pc.dim(`ℹ ${line}`));
}

/** `2 errors, 1 warning` */
export function countFindings(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  const [errors, warnings] = [count('error'), count('warning')];
  return [
    errors > 0 ? pc.red(`${errors} error${errors === 1 ? '' : 's'}`) : '',
    warnings > 0 ? pc.yellow(`${warnings} warning${warnings === 1 ? '' : 's'}`) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function describe({ level, message, hint, place }: Finding): string {
  const mark = level === 'error' ? pc.red('✗') : pc.yellow('!');
  const line = place?.line === undefined ? '' : `${pc.cyan(`${place.line}:`)} `;
  return `  ${mark} ${line}${message}${hint === undefined ? '' : `\n      ${pc.dim(hint)}`}`;
}

/** What is said of many files, once; a scheduled post has its own moment, and its own line. */
function informationIn(findings: readonly Finding[]): string[] {
  const information = findings.filter(({ level }) => level === 'information');
  const groups = Map.groupBy(information, ({ message }) => message);
  return [...groups].map(([message, found]) => `${listed(found)}: ${message}`);
}

/** The first few files; how many more there are. */
function listed(found: readonly Finding[]): string {
  const files = found.map(({ place }) => place?.file ?? '');
  const more = files.length > SHOWN ? ` and ${files.length - SHOWN} more (--json lists them)` : '';
  return files.slice(0, SHOWN).join(', ') + more;
}

const SHOWN = 5;
