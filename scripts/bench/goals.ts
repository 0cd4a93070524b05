import type { CorpusName } from './corpus.ts';
import { atMost, type Finding, observed, share, type Unit } from './finding.ts';
import type { Cost } from './measure.ts';
import type { BuildKind } from './project.ts';

/** One project's build of one corpus, as measured. */
export interface Row {
  readonly corpus: CorpusName;
  /** A file in `projects/`. */
  readonly project: string;
  /** What it calls itself, with its version. */
  readonly title: string;
  readonly build: BuildKind;
  readonly cost: Cost;
  /** The cost is the median of so many. */
  readonly runs: number;
}

/** Byline's cost as a share of another's, for the same build of the same corpus. */
interface Goal {
  readonly corpus: CorpusName;
  readonly build: BuildKind;
  readonly than: string;
  readonly of: keyof Cost;
  readonly limit: number;
}

/** What the README promises of builds. */
export const buildGoals: readonly Goal[] = [
  { corpus: 'mdx', build: 'cold', than: 'plain', of: 'wall', limit: 0.5 },
  { corpus: 'mdx', build: 'edit', than: 'plain', of: 'wall', limit: 0.1 },
  { corpus: 'mdx', build: 'cold', than: 'plain', of: 'memory', limit: 0.5 },
  { corpus: 'mdx', build: 'edit', than: 'plain', of: 'memory', limit: 0.5 },
  { corpus: 'markdown', build: 'edit', than: 'hugo', of: 'wall', limit: 1 },
  { corpus: 'markdown', build: 'edit', than: 'hugo', of: 'user', limit: 1 },
];

/** Every goal held against what was measured. */
export function judge(rows: readonly Row[]): Finding[] {
  return buildGoals.map(({ corpus, build, than, of, limit }) => {
    const cost = (project: string) =>
      rows.find((row) => row.corpus === corpus && row.project === project && row.build === build)?.cost[of];
    const name = (project: string) => measureName({ corpus, project, build }, of);
    return atMost(limit, `${name('byline')} ÷ ${name(than)}`, share(cost('byline'), cost(than)), 'ratio');
  });
}

/** Every number of every row. */
export function observations(rows: readonly Row[]): Finding[] {
  return rows.flatMap((row) =>
    figures.map((figure) => observed(measureName(row, figure), row.cost[figure], units[figure])),
  );
}

const units = { wall: 's', user: 's', system: 's', memory: 'MB', others: 'ratio' } as const satisfies Record<
  keyof Cost,
  Unit
>;
const figures = ['wall', 'user', 'system', 'memory', 'others'] as const satisfies readonly (keyof Cost)[];

function measureName(
  { corpus, project, build }: Pick<Row, 'corpus' | 'project' | 'build'>,
  figure: keyof Cost,
): string {
  return `build/${corpus}/${project}/${build}/${figure}`;
}
