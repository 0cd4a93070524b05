import pc from 'picocolors';
import type { Note } from './importer.ts';
import type { Outcome } from './write.ts';

/** What an import did, or would do. */
export interface Report {
  readonly importer: string;
  readonly dryRun: boolean;
  readonly posts: readonly WrittenFile[];
  /** Files beside the posts: a list of pictures to download, redirects of old lists. */
  readonly others: readonly WrittenFile[];
  /** How many pictures stand beside the posts. */
  readonly pictures: number;
  readonly notes: readonly Note[];
}

/** A file of this project, and what it came from. */
export interface WrittenFile {
  readonly source: string;
  readonly file: string;
  readonly outcome: Outcome;
}

/**
 * The report for a terminal: counts first, then what is to be told, by kind: the worst first, then the most
 * frequent.
 *
 * @param verbose whether every file is named; else of a kind a few are
 */
export function printReport(report: Report, verbose = false): string {
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
      verbose,
    ),
  );
  const hidden = !verbose && report.notes.length > 0;
  return [head, ...sections, ...(hidden ? ['', pc.dim('--verbose names every file and line.')] : [])].join(
    '\n',
  );
}

const outcomes: readonly Outcome[] = ['created', 'updated', 'unchanged', 'yours', 'conflict'];

const levels = [
  { level: 'left-out', title: pc.red('Not imported') },
  { level: 'look', title: pc.yellow('Look at these') },
  { level: 'told', title: pc.dim('For the record') },
] as const;

/** Beginnings of what is said, the worst first; anything else comes between these and front matter. */
const worst: readonly RegExp[] = [
  /^(a secret|an earlier import wrote a secret)/,
  /^not shown to everyone/,
  /^(this MDX cannot|to do by hand)/,
  /is a component of the old site|^(not understood|code in braces|the container)/,
  /^picture not found|leads outside/,
  /^an old link/,
  /old address/,
];

const last = /^front matter without a place/;

function rank(kind: string): number {
  const found = worst.findIndex((pattern) => pattern.test(kind));
  if (found >= 0) return found;
  return last.test(kind) ? worst.length + 1 : worst.length;
}

/** Notes that say the same of different things. */
interface Kind {
  readonly what: string;
  readonly notes: readonly Note[];
}

function section(title: string, notes: readonly Note[], verbose: boolean): string[] {
  if (notes.length === 0) return [];
  const kinds = [...Map.groupBy(notes, ({ what }) => kindOf(what))].map(
    ([what, found]): Kind => ({ what, notes: found }),
  );
  const ordered = kinds.toSorted((a, b) => rank(a.what) - rank(b.what) || b.notes.length - a.notes.length);
  return [
    '',
    `${title} (${notes.length})`,
    ...ordered.flatMap((kind) => (verbose ? everyPlace(kind) : inShort(kind))),
  ];
}

/** What comes before the colon is the kind, what comes after it the one thing it is said of. */
function kindOf(what: string): string {
  const tag = /^<[\w.]+> (is a component of the old site)/.exec(what)?.[1];
  return tag === undefined
    ? (/^(.+?): /s.exec(what)?.[1] ?? what)
    : `a component ${tag.slice('is a component '.length)}`;
}

function detailOf(what: string): string {
  const component = /^(<[\w.]+>) is a component/.exec(what)?.[1];
  return component ?? what.slice(/^(.+?): /s.exec(what)?.[0].length ?? what.length);
}

/** How many things of a kind are named, and how many places. */
const SHOWN = 5;

function inShort({ what, notes }: Kind): string[] {
  const [only, ...more] = notes;
  if (only !== undefined && more.length === 0) return [`  ${pc.cyan(place(only))} ${printable(only.what)}`];
  const details = [...Map.groupBy(notes, (note) => shortDetail(what, detailOf(note.what)))]
    .map(([detail, found]) => ({ detail, found }))
    .toSorted((a, b) => b.found.length - a.found.length);
  const head = `  ${notes.length} × ${printable(what)}`;
  if (details.length === 1 && details[0]?.detail === '') return [head, ...places(notes)];
  const shown = details.slice(0, SHOWN).map(({ detail, found }) => {
    const [first] = found;
    const count = found.length === 1 ? '' : `${found.length} × `;
    return `    ${count}${printable(detail)}${first === undefined ? '' : pc.dim(` ${place(first)}${found.length > 1 ? ' …' : ''}`)}`;
  });
  return [head, ...shown, ...andMore(details.length - SHOWN, 'kinds')];
}

/** Front matter by its key, a tag by its name. */
function shortDetail(kind: string, detail: string): string {
  if (last.test(kind)) return detail.split(':')[0] ?? detail;
  return kind === 'not understood' ? (/^\W*[\w./-]+/.exec(detail)?.[0] ?? detail) : detail;
}

function places(notes: readonly Note[]): string[] {
  const all = [...new Set(notes.map(place))];
  return [
    ...all.slice(0, SHOWN).map((text) => `    ${pc.cyan(text)}`),
    ...andMore(all.length - SHOWN, 'places'),
  ];
}

function andMore(count: number, what: string): string[] {
  return count > 0 ? [`    and ${count} more ${what}`] : [];
}

function everyPlace({ what, notes }: Kind): string[] {
  return [
    `  ${notes.length} × ${printable(what)}`,
    ...notes.map((note) => `    ${pc.cyan(place(note))} ${printable(detailOf(note.what))}`.trimEnd()),
  ];
}

function place({ file, line }: Note): string {
  return printable(line === undefined ? file : `${file}:${line}`);
}

/** What others wrote may hold escape sequences a terminal obeys. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}
