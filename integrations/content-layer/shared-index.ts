import type { ContentIndex } from '../content/links/content-index.ts';
import { openCell } from '../foundation/bridge.ts';

/** Reads what links can lead to, anew at each call. */
export type ReadIndex = () => Promise<ContentIndex>;

const cell = openCell<ReadIndex>('contentIndex');

/** Says how the index is read; the hooks do, in plain Node. */
export function shareIndex(read: ReadIndex): void {
  cell.value = read;
}

/** The index as the hooks read it; undefined where no hook ran. */
export async function readSharedIndex(): Promise<ContentIndex | undefined> {
  return cell.value?.();
}
