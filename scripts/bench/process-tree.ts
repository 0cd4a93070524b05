import { readdirSync, readFileSync } from 'node:fs';

const INTERVAL = 50;

/**
 * Watches the resident memory of all that a process has started until it is asked for the peak in bytes.
 * Looks every 50 ms. The kernel's own high-water mark of each process covers what happens between two
 * looks; only several processes peaking together between them could be missed.
 */
export function watchMemory(pid: number): () => number {
  let peak = 0;
  const look = () => {
    const processes = descendants(pid).map(memoryOf);
    const together = processes.reduce((sum, { now }) => sum + now, 0);
    peak = Math.max(peak, together, ...processes.map(({ most }) => most));
  };
  const timer = setInterval(look, INTERVAL);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

/** All that a process has started, and what those have. A process that is gone has nothing. */
export function descendants(pid: number): number[] {
  const children = threadsOf(pid).flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** Resident memory in bytes, and the most it ever was. */
export function memoryOf(pid: number): { now: number; most: number } {
  const status = read(`/proc/${pid}/status`);
  const bytes = (key: string) =>
    Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
  return { now: bytes('VmRSS'), most: bytes('VmHWM') };
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
