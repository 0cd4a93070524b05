import { close, createIndex, type PagefindIndex, type PagefindServiceConfig } from 'pagefind';
import { Problem } from '#domain';

/** Whether Pagefind, which is a program of its own, runs on this machine; if not, why. */
export async function whyNoPagefind(): Promise<string | undefined> {
  try {
    await deleteAfter(await openIndex({}), async () => undefined);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  } finally {
    await close();
  }
}

/** Lends out an empty index. */
export async function withIndex<Value>(
  config: PagefindServiceConfig,
  use: (index: PagefindIndex) => Promise<Value>,
): Promise<Value> {
  return deleteAfter(await openIndex(config), use);
}

/** What Pagefind answered. @throws {Error} what it complained of */
export function granted<Answer extends { readonly errors: readonly string[] }>(answer: Answer): Answer {
  if (answer.errors.length === 0) return answer;
  throw new Problem(`Pagefind: ${answer.errors.join('; ')}`);
}

/** Lets the program end. */
export { close as closePagefind } from 'pagefind';

async function openIndex(config: PagefindServiceConfig): Promise<PagefindIndex> {
  const { index } = granted(await createIndex(config));
  if (index === undefined) throw new Error('Pagefind gave no index');
  return index;
}

async function deleteAfter<Value>(
  index: PagefindIndex,
  use: (index: PagefindIndex) => Promise<Value>,
): Promise<Value> {
  try {
    return await use(index);
  } finally {
    await index.deleteIndex();
  }
}
