import { prepareChromium, whyNoChromium } from './chromium.ts';
import { prepareGhost } from './ghost-files.ts';
import { preparePds } from './pds-files.ts';
import { prepareRedcarpet } from './redcarpet-files.ts';
import { prepareSnac } from './snac-files.ts';
import { note } from './store.ts';
import { prepareSynapse } from './synapse-files.ts';
import { prepareWordPress } from './wordpress-files.ts';

/**
 * Runs before the tests: fetches and unpacks what they need and npm does not install; with `--platforms` the large
 * servers too. What cannot be had here is named, and its tests are skipped by that name; with
 * BYLINE_REAL_SERVERS=required it is a failure.
 */
const usual: readonly Needed[] = [
  ['WordPress', prepareWordPress, 'on Debian with a network they run'],
  ['Redcarpet', prepareRedcarpet, 'on Debian with a network they run'],
  ['snac', prepareSnac, 'on Debian with a network they run'],
  ['Chromium', prepareBrowser, 'on x64 Linux they run'],
];

const large: readonly Needed[] = [
  ['Synapse', prepareSynapse, 'on Debian with a network they run'],
  ['pds', preparePds, 'with npm and a compiler for C++ they run'],
  ['Ghost', prepareGhost, 'with npm and a compiler for C++ they run'],
];

const skipped: boolean[] = [];
for (const needed of process.argv.includes('--platforms') ? [...usual, ...large] : usual)
  skipped.push(await isMissing(needed));

if (skipped.includes(true) && process.env['BYLINE_REAL_SERVERS'] === 'required') process.exitCode = 1;

async function prepareBrowser(): Promise<void> {
  const reason = whyNoChromium();
  if (reason !== undefined) throw new Error(reason);
  await prepareChromium();
}

/** Whether it has to be done without. */
async function isMissing([name, prepare, advice]: Needed): Promise<boolean> {
  try {
    await prepare();
    await note(name.toLowerCase(), undefined);
    return false;
  } catch (error) {
    const reason = reasonOf(error);
    console.log(`skipped: ${name} tests: ${reason}; ${advice}`);
    await note(name.toLowerCase(), reason);
    return true;
  }
}

/** One line: what a program said on its way out, or what is missing. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT' && 'path' in error)
    return `this machine has no ${error.path}`;
  const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  const [line = ''] = (said || error.message).split('\n');
  return line;
}

/** What people call it, how it is fetched, and where that succeeds. */
type Needed = readonly [name: string, prepare: () => Promise<void>, advice: string];
