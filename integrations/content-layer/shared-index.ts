import type { ContentIndex } from '../content/links/content-index.ts';

const key = Symbol.for('byline.contentIndex');

/** Reads what links can lead to, anew at each call. */
export type ReadIndex = () => Promise<ContentIndex>;

// The loader runs in the bundler's module graph, the hooks in Node's: the two share nothing but globals.
const shared = globalThis as { [key]?: ReadIndex };

/** Says how the index is read; the hooks do, in plain Node. */
export function shareIndex(read: ReadIndex): void {
  shared[key] = read;
}

/** The index as the hooks read it; undefined where no hook ran. */
export async function readSharedIndex(): Promise<ContentIndex | undefined> {
  return shared[key]?.();
}
