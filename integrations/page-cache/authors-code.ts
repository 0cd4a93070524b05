import { readAuthorsCode } from '../author-files/authors-code.ts';
import { isRepeatable } from '../build-cache/is-repeatable.ts';

/**
 * The author's code that may give another page at each run, relative to the project: it uses the clock, chance, the
 * network or the machine, or it cannot be parsed. What runs in the reader's browser does not count.
 */
export async function unrepeatableCode(root: string): Promise<string[]> {
  const modules = await readAuthorsCode(root);
  return modules.filter(({ program }) => program === null || !isRepeatable(program)).map(({ path }) => path);
}
