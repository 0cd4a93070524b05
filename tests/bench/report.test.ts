import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { atMost, observed } from '../../scripts/bench/finding.ts';
import { renderGoals, renderRows, report } from '../../scripts/bench/report.ts';
import { openWorkFolder } from '../../scripts/bench/work-folder.ts';

const findings = [
  atMost(0.5, 'a ÷ b', 0.25, 'ratio'),
  atMost(0.1, 'c ÷ d', 0.3, 'ratio'),
  atMost(1, 'e ÷ f', null, 'ratio'),
  observed('a', 12, 's'),
];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Cells of a drawn table, without its frame. */
function cellsOf(drawn: string): string[][] {
  const lines = stripVTControlCharacters(drawn).split('\n');
  const cells = lines.filter((line) => line.startsWith('║')).map((line) => line.split(/[║│]/).slice(1, -1));
  return cells.map((row) => row.map((cell) => cell.trim()));
}

describe('a report', () => {
  test('shows each goal and whether it holds', () =>
    expect(cellsOf(renderGoals(findings.slice(0, 3)))).toEqual([
      ['', 'Goal', 'Is', 'To be'],
      ['✓', 'a ÷ b', '0.25', '≤ 0.5'],
      ['✗', 'c ÷ d', '0.3', '≤ 0.1'],
      ['–', 'e ÷ f', 'not measured', '≤ 1'],
    ]));

  test('shows a line a build', () => {
    const cost = { wall: 58.64, user: 80.1, system: 3, memory: 2412.7, others: 0.214 };
    const rows = [
      { corpus: 'mdx', project: 'plain', title: 'Plain Astro', build: 'cold', cost, runs: 3 } as const,
    ];
    expect(cellsOf(renderRows(rows))).toEqual([
      ['Corpus', 'Built by', 'Build', 'Wall s', 'User s', 'System s', 'Peak MB', 'Others', 'Runs'],
      ['mdx', 'Plain Astro', 'cold', '58.6', '80.1', '3.0', '2413', '21 %', '3'],
    ]);
  });

  test('writes every finding as JSON', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    await report('Text.', findings, join(folder, 'found.json'));
    expect(log.mock.calls.join()).toMatch(/^Text\.\n\n/);
    log.mockRestore();
    const written = JSON.parse(await readFile(join(folder, 'found.json'), 'utf8'));
    expect(written).toEqual(findings);
    expect(Object.keys(written[0])).toEqual(['measure', 'value', 'unit', 'goal', 'holds']);
  });
});

describe('the folder to keep', () => {
  test.each([
    ['inside the repository', () => 'dist/bench'],
    ['not empty', () => folder],
  ])('may not be %s', async (reason, name) => {
    await writeFile(join(folder, 'mine.txt'), 'mine');
    await expect(openWorkFolder(name())).rejects.toThrow(reason);
  });

  test('is left alone, a temporary one is not', async () => {
    const kept = await openWorkFolder(join(folder, 'new'));
    const passing = await openWorkFolder(undefined);
    await Promise.all([kept.close(), passing.close()]);
    await expect(openWorkFolder(kept.root)).resolves.toMatchObject({ root: kept.root });
    await expect(readFile(passing.root)).rejects.toThrow('ENOENT');
  });
});
