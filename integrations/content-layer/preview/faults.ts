import type { Problem } from '#domain';
import { openCell } from '../../foundation/bridge.ts';

/** What a problem was found in: a file's front matter or names, or its text. */
export type FaultSide = 'matter' | 'text';

/** What is wrong with the content while someone writes; a build stops on it instead. */
export interface Faults {
  /** Says what is wrong with one side of a file now, in place of what was. @param file relative to the project, with `/` */
  note(file: string, side: FaultSide, problems: readonly Problem[]): void;
  /** Everything wrong with a file. */
  of(file: string): readonly Problem[];
  /** Every file something is wrong with, or with one side of it. */
  files(side?: FaultSide): readonly string[];
  /** Calls back when something is wrong that was not, or no longer is. */
  onChange(listener: (file: string) => void): void;
}

/** The faults of this process: texts are compiled in the bundler's module graph, pages are asked for in Node's. */
export function sharedFaults(): Faults {
  cell.value ??= createFaults();
  return cell.value;
}

const cell = openCell<Faults>('faults');

function createFaults(): Faults {
  const bySide = {
    matter: new Map<string, readonly Problem[]>(),
    text: new Map<string, readonly Problem[]>(),
  };
  const listeners: ((file: string) => void)[] = [];
  return {
    note: (file, side, problems) => {
      const before = told(bySide[side].get(file) ?? []);
      if (problems.length === 0) bySide[side].delete(file);
      else bySide[side].set(file, problems);
      if (told(problems) !== before) for (const listener of listeners) listener(file);
    },
    of: (file) => [...(bySide.matter.get(file) ?? []), ...(bySide.text.get(file) ?? [])],
    files: (side) =>
      side === undefined
        ? [...new Set([...bySide.matter.keys(), ...bySide.text.keys()])]
        : [...bySide[side].keys()],
    onChange: (listener) => listeners.push(listener),
  };
}

function told(problems: readonly Problem[]): string {
  return problems.map(describeFault).join('\n');
}

/** `content/posts/a.md:7 there is no page “x” (Did you mean “y”?)` */
export function describeFault({ message, hint, place }: Problem): string {
  const where = place?.line === undefined ? place?.file : `${place.file}:${place.line}`;
  return `${where} ${message}${hint === undefined ? '' : ` (${hint})`}`;
}
