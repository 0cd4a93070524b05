import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { descendants, memoryOf } from '../process-tree.ts';
import type { LoadResult, LoadSettings } from './send-load.ts';
import type { ServeSettings } from './serve-collector.ts';

const program = (name: string) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));

/** Starts a server in a process of its own. */
export async function startCollector(settings: ServeSettings): Promise<StartedCollector> {
  const child = spawn(process.execPath, [program('serve-collector'), JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [port] = await Promise.race([once(child.stdout, 'data'), ended.then(() => [undefined])]);
  if (port === undefined) throw new Error('the server did not start');
  const pid = child.pid ?? 0;
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return {
    url: `http://127.0.0.1:${String(port).trim()}`,
    seconds: () => cpuSeconds(pid),
    memory: () => [pid, ...descendants(pid)].reduce((sum, each) => sum + memoryOf(each).now, 0) / 1e6,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Sends load from another process until it is over. */
export async function sendLoad(settings: LoadSettings): Promise<LoadResult> {
  const child = spawn(process.execPath, [program('send-load'), JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) text += String(chunk);
  return JSON.parse(text);
}

/** What a process had of all processors so far, in seconds; Linux counts in hundredths. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export interface StartedCollector {
  readonly url: string;
  /** Processor time so far, of all its threads. */
  seconds(): number;
  /** Resident at this moment, in MB of 10⁶ bytes. */
  memory(): number;
  /** Asks it to end; resolves when it has. */
  stop(): Promise<void>;
  kill(): Promise<void>;
}
