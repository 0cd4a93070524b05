import { gunzipSync } from 'node:zlib';
import { granted, withIndex } from './pagefind.ts';

/**
 * Cuts runs of Chinese into words by the dictionary that Pagefind carries: it says where one word ends and the
 * next begins, which a browser's own dictionary does not know of 重构 or 缓存.
 *
 * @returns a run's words; of a run that was not asked for, or by a Pagefind without the dictionary, the run
 */
export async function cutWords(runs: Iterable<string>): Promise<(run: string) => readonly string[]> {
  const distinct = [...new Set(runs)].sort();
  if (distinct.length === 0) return (run) => [run];
  const cut = await withIndex({}, async (index) => {
    granted(await index.addCustomRecord({ url: '/', language: 'zh', content: distinct.join(' ') }));
    return contentOf((await index.getFiles()).files);
  });
  const words = cut.split(' ').map((words) => words.split(WORD_EDGE).filter((word) => word !== ''));
  const byRun = new Map(words.map((words) => [words.join(''), words]));
  return (run) => byRun.get(run) ?? [run];
}

function contentOf(files: readonly { readonly path: string; readonly content: Uint8Array }[]): string {
  const fragment = files.find(({ path }) => path.endsWith('.pf_fragment'));
  if (fragment === undefined) return '';
  const { content } = JSON.parse(gunzipSync(fragment.content).subarray(SIGNATURE.length).toString());
  return String(content);
}

/** What each of Pagefind's files begins with. */
const SIGNATURE = 'pagefind_dcd';

const WORD_EDGE = '\u200B';
