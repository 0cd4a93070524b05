import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../free-port.ts';

/** How long a server may take until it answers, on a machine that is busy. */
const PATIENCE = 120_000;

/**
 * Starts a server that is a program of its own, on a free port of this machine, and waits until it answers. It tries
 * again where somebody else was faster to take the port. The program ends with this process at the latest.
 *
 * @param describe the program that listens at an address
 * @throws Error with what the program printed, where it does not come to answer
 */
export async function startProgram(
  describe: (address: Address) => Promise<Program>,
  tries = 3,
): Promise<Running> {
  const port = await freePort();
  const address = { port, url: `http://127.0.0.1:${port}` };
  const { name, command, words, ready = '/', ...how } = await describe(address);
  const child = spawn(command, words, { ...how, stdio: ['ignore', 'pipe', 'pipe'] });
  const log: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.push(chunk));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  child.once('error', (error) => log.push(Buffer.from(error.message)));
  if (await answers(address.url + ready, child)) return { url: address.url, stop: () => end(child) };
  await end(child);
  if (tries > 1) return startProgram(describe, tries - 1);
  throw new Error(`${name} does not start:\n${Buffer.concat(log)}`);
}

/** Whether a server comes to answer, and not with an error of its own. */
async function answers(url: string, child: ChildProcess): Promise<boolean> {
  for (const until = Date.now() + PATIENCE; Date.now() < until && isAlive(child); await setTimeout(50)) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer !== undefined && answer.status < 500) return true;
  }
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function isAlive({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}

interface Address {
  readonly port: number;
  /** Without a trailing slash. */
  readonly url: string;
}

interface Program {
  /** What people call it. */
  readonly name: string;
  readonly command: string;
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** @default this process's */
  readonly cwd?: string;
  /** What answers once it is ready. @default '/' */
  readonly ready?: string;
}

export interface Running {
  /** Without a trailing slash. */
  readonly url: string;
  stop(): Promise<void>;
}
