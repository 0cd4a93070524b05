import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import pc from 'picocolors';
import { table } from 'table';
import type { Finding } from './finding.ts';
import type { Row } from './goals.ts';

/** A bench's last word: its text on the terminal and, where asked for, its findings in a file. */
export async function report(
  text: string,
  findings: readonly Finding[],
  json: string | undefined,
): Promise<void> {
  const goals = findings.filter(({ goal }) => goal !== null);
  console.log([text, renderGoals(goals)].filter(Boolean).join('\n\n'));
  if (json !== undefined) await writeFile(json, `${JSON.stringify(findings, null, 2)}\n`);
}

/** Goals with what was measured: `✓`, `✗`, or `–` where something is missing. */
export function renderGoals(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const rows = findings.map(({ measure, value, goal, holds }) => [
    holds === null ? '–' : holds ? pc.green('✓') : pc.red('✗'),
    measure,
    value === null ? 'not measured' : String(value),
    goal ?? '',
  ]);
  return renderTable([['', 'Goal', 'Is', 'To be'], ...rows], [2]);
}

/** One line a build. “Others” is what other programs had of the machine meanwhile. */
export function renderRows(rows: readonly Row[]): string {
  const head = ['Corpus', 'Built by', 'Build', 'Wall s', 'User s', 'System s', 'Peak MB', 'Others', 'Runs'];
  const lines = rows.map(({ corpus, title, build, cost, runs }) => [
    corpus,
    title,
    build,
    ...[cost.wall, cost.user, cost.system].map((seconds) => seconds.toFixed(1)),
    cost.memory.toFixed(0),
    `${Math.round(cost.others * 100)} %`,
    String(runs),
  ]);
  return renderTable([head, ...lines], [3, 4, 5, 6, 7, 8]);
}

/** The machine and how busy it is: `2 × Intel Xeon, 24 GB, Linux 6.1, Node 24.21.0, load 0.1`. */
export function describeMachine(): string {
  const [load = 0] = loadavg();
  const processors = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'processor'}`;
  const memory = `${Math.round(totalmem() / 1e9)} GB`;
  const system = `Linux ${release()}, Node ${process.versions.node}`;
  const busy = load < 0.5 ? '' : ' (others are at work here: times are longer than they would be)';
  return `${processors}, ${memory}, ${system}, load ${load.toFixed(1)} before${busy}`;
}

/** Cells with a line below the first row; columns of numbers, by index, to the right. */
export function renderTable(cells: string[][], right: readonly number[]): string {
  const columns = Object.fromEntries(right.map((column) => [column, { alignment: 'right' as const }]));
  return table(cells, {
    columns,
    drawHorizontalLine: (line, count) => line <= 1 || line === count,
  }).trimEnd();
}
