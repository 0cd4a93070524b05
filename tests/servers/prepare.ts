import { prepareChromium, whyNoChromium } from './chromium.ts';
import { prepareRedcarpet } from './redcarpet-files.ts';
import { note } from './store.ts';
import { prepareWordPress } from './wordpress-files.ts';

/**
 * Runs before the tests: fetches and unpacks what they need and npm does not install. What cannot be had
 * here is named, and its tests are skipped by that name; with BYLINE_REAL_SERVERS=required it is a failure.
 */
const skipped = [
  await attempt('WordPress', prepareWordPress, 'on Debian with a network they run'),
  await attempt('Redcarpet', prepareRedcarpet, 'on Debian with a network they run'),
  await attempt('Chromium', prepareBrowser, 'on x64 Linux they run'),
].filter((isSkipped) => isSkipped);

if (skipped.length > 0 && process.env['BYLINE_REAL_SERVERS'] === 'required') process.exitCode = 1;

async function prepareBrowser(): Promise<void> {
  const reason = whyNoChromium();
  if (reason !== undefined) throw new Error(reason);
  await prepareChromium();
}

/** Whether it has to be done without. */
async function attempt(name: string, prepare: () => Promise<void>, advice: string): Promise<boolean> {
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
