import pc from 'picocolors';
import type { Note } from './importer.ts';
import type { Report } from './index.ts';
import type { Outcome } from './write.ts';

/** The report for a terminal: counts first, then what wants looking at, with file and line. */
export function printReport(report: Report): string {
  const verb = report.dryRun ? 'Nothing was written. It would be:' : `${report.importer}:`;
  const counted = outcomes.map((outcome) => [
    outcome,
    report.posts.filter((post) => post.outcome === outcome).length,
  ]);
  const counts = counted.filter(([, count]) => count !== 0).map(([outcome, count]) => `${outcome} ${count}`);
  const head = `${verb} ${[...counts, `pictures ${report.pictures}`].join(' · ')}`;
  const sections = levels.flatMap(({ level, title }) =>
    section(
      title,
      report.notes.filter((note) => note.level === level),
    ),
  );
  return [head, ...sections].join('\n');
}

const outcomes: readonly Outcome[] = ['created', 'updated', 'unchanged', 'yours', 'conflict'];

const levels = [
  { level: 'left-out', title: pc.red('Not imported') },
  { level: 'look', title: pc.yellow('Look at these') },
  { level: 'told', title: pc.dim('For the record') },
] as const;

/** How many places of one kind are shown; `--json` has them all. */
const SHOWN = 8;

function section(title: string, notes: readonly Note[]): string[] {
  if (notes.length === 0) return [];
  const kinds = [...Map.groupBy(notes, ({ what }) => what)];
  return ['', `${title} (${notes.length})`, ...kinds.flatMap(([what, found]) => kind(what, found))];
}

function kind(what: string, found: readonly Note[]): string[] {
  const places = [...new Set(found.map(place))];
  const [only] = places;
  if (places.length === 1) return [`  ${pc.cyan(only ?? '')} ${printable(what)}`];
  const more = places.length > SHOWN ? [`    and ${places.length - SHOWN} more (--json lists them)`] : [];
  return [`  ${printable(what)}`, ...places.slice(0, SHOWN).map((text) => `    ${pc.cyan(text)}`), ...more];
}

function place({ file, line }: Note): string {
  return printable(line === undefined ? file : `${file}:${line}`);
}

/** What others wrote may hold escape sequences a terminal obeys. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}
