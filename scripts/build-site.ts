import { build } from 'astro';
import { readBuildError } from './build-problems.ts';
import { soundContent } from './content.ts';

/** Builds this checkout into `dist/`. What an author must mend is thrown as problems, all of them at once. */
export async function buildSite({ quiet }: { quiet: boolean }): Promise<void> {
  await soundContent();
  try {
    await build({ logLevel: quiet ? 'error' : 'info' });
  } catch (error) {
    throw readBuildError(error, process.cwd());
  }
}
