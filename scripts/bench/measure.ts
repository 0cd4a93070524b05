import { spawn } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import type { Readable } from 'node:stream';
import { Problem } from '#domain';
import { watchMemory } from './process-tree.ts';

/** What a command took, with everything it started and waited for. */
export interface Cost {
  /** Seconds on the clock. */
  readonly wall: number;
  /** Seconds of all processors in the programs' own code. */
  readonly user: number;
  /** Seconds of all processors in the kernel for them. */
  readonly system: number;
  /** The most memory resident at one time, in MB of 10⁶ bytes. */
  readonly memory: number;
  /** The part of all processors that other programs had meanwhile, 0 to 1: above 0.1, the clock is not to be trusted. */
  readonly others: number;
}

/** A command and where to run it. */
export interface Deed {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command to its end. Times are the kernel's, by bash's `time`; memory is read from `/proc`.
 *
 * @throws Problem with the end of its output when it fails
 */
export async function measure(deed: Deed): Promise<Cost> {
  const child = spawn('bash', ['-c', timed, 'bash', ...deed.command], {
    cwd: deed.cwd,
    env: { ...environment(), ...deed.env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [times, log] = [collect(child.stdio[2]), collect(child.stdio[3])];
  const memory = watchMemory(child.pid ?? 0);
  const busyBefore = busySeconds();
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw failed(deed, code, log());
  const taken = readTimes(times());
  const others = shareOfOthers(busySeconds() - busyBefore, taken);
  return { ...taken, memory: memory() / 1e6, others };
}

/** For each figure the one in the middle. */
export function medianCost(costs: readonly Cost[]): Cost {
  const of = (figure: keyof Cost) => median(costs.map((cost) => cost[figure]));
  const [memory, others] = [of('memory'), of('others')];
  return { wall: of('wall'), user: of('user'), system: of('system'), memory, others };
}

/** What bash's `time` wrote: three numbers in seconds. */
export function readTimes(text: string): Times {
  const [wall, user, system] = text.trim().split(/\s+/).slice(-3).map(Number);
  if (wall === undefined || user === undefined || system === undefined || Number.isNaN(wall + user + system))
    throw new Error(`bash’s time wrote “${text}”`);
  return { wall, user, system };
}

type Times = Pick<Cost, 'wall' | 'user' | 'system'>;

/** What is left of the machine's busy seconds when a command's own are taken off. */
export function shareOfOthers(busy: number, { wall, user, system }: Times): number {
  return Math.max(0, busy - user - system) / (wall * availableParallelism());
}

function busySeconds(): number {
  const busy = cpus().map(({ times }) => times.user + times.nice + times.sys + times.irq);
  return busy.reduce((sum, millis) => sum + millis, 0) / 1000;
}

// The command's own output goes to 3, so that nothing but the times is on 2.
const timed = `TIMEFORMAT='%3R %3U %3S'; time "$@" >&3 2>&3`;

/** The value in the middle; of an even number, halfway between the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return (lower + upper) / 2;
}

/** Only the end is kept. */
function collect(stream: unknown): () => string {
  let text = '';
  (stream as Readable).setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-KEPT);
  });
  return () => text;
}

const KEPT = 2_000;

function failed({ command, cwd }: Deed, code: number | null, log: string): Problem {
  const words = command.join(' ');
  return new Problem(`“${words}” ended with ${code} in ${cwd}\n${log.trimEnd()}`, {
    hint: 'Run it there by hand; --keep leaves the folder in place.',
  });
}

/** The same for every project, whatever a developer's shell has set. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, LC_ALL: 'C.UTF-8', NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1' };
}
