import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { gather, Problem } from '#domain';

/** Somebody who asked to be written to. */
export interface Subscriber {
  readonly address: string;
  /** The address that unsubscribes them; undefined where they answer a mail. */
  readonly unsubscribe?: string | undefined;
}

/**
 * The subscribers in a file of the owner's: an address a line. Lines that are empty or begin with `#` say nothing, and an
 * address that is there twice counts once.
 *
 * @throws {Problem} where there is no file, Git keeps it, or a line is no address, each with its line
 */
export async function readSubscribers(file: string): Promise<Subscriber[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Problem(`there is no list of subscribers at ${file}`, { hint: HINT, cause });
  });
  if (await isTracked(file))
    throw new Problem(`Git keeps ${file}, and with it the addresses of your subscribers`, {
      hint: `Take it out: git rm --cached ${file}, and name it in .gitignore.`,
    });
  const lines = text.split('\n').map((line, index) => ({ line: index + 1, address: line.trim() }));
  const written = lines.filter(({ address }) => address !== '' && !address.startsWith('#'));
  const wrong = written.filter(({ address }) => !z.email().safeParse(address).success);
  if (wrong.length > 0)
    throw gather(
      wrong.map(
        ({ line, address }) => new Problem(`“${address}” is no mail address`, { place: { file, line } }),
      ),
    );
  return [...new Map(written.map(({ address }) => [sameBox(address), { address }])).values()];
}

/** An address as mail servers compare it: nobody has two mailboxes that differ in capitals. */
export function sameBox(address: string): string {
  return address.toLowerCase();
}

const HINT = 'Write one address a line into it. The option `subscribers` of the channel names another file.';

/** Whether Git keeps a file; not, where there is no Git. */
async function isTracked(file: string): Promise<boolean> {
  return run('git', ['-C', dirname(file), 'ls-files', '--error-unmatch', '--', basename(file)]).then(
    () => true,
    () => false,
  );
}

const run = promisify(execFile);
