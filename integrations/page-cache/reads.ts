import { AsyncLocalStorage } from 'node:async_hooks';
import { openCell } from '../foundation/bridge.ts';

/** What was read while a page was rendered. */
export interface Reads {
  /** Marks of the texts. */
  readonly texts: Set<string>;
  /** Whether rendering the page again gives the same while nothing it read has changed. */
  isRepeatable: boolean;
}

/** Says that the page being rendered shows a text: its mark, or null for one that may differ at each run. */
export function noteRead(mark: string | null): void {
  const texts = new Set(mark === null ? [] : [mark]);
  add({ texts, isRepeatable: mark !== null }, current.getStore());
}

/** Runs a function and returns which texts it read. The caller counts as having read them too. */
export async function recordReads<Value>(
  deed: () => Promise<Value>,
): Promise<{ value: Value; reads: Reads }> {
  const reads: Reads = { texts: new Set(), isRepeatable: true };
  const value = await current.run(reads, deed);
  add(reads, current.getStore());
  return { value, reads };
}

/**
 * Makes each value once for all pages. A page that gets one made for another has read what that was made
 * from, which a plain `Map` would not know.
 */
export function remembered<Value, Asked extends readonly unknown[]>(
  make: (...asked: Asked) => Promise<Value>,
  keyOf: (...asked: Asked) => string = () => '',
): (...asked: Asked) => Promise<Value> {
  const made = new Map<string, ReturnType<typeof recordReads<Value>>>();
  return async (...asked) => {
    const key = keyOf(...asked);
    const making = made.get(key) ?? recordReads(() => make(...asked));
    made.set(key, making);
    const { value, reads } = await making;
    add(reads, current.getStore());
    return value;
  };
}

function add({ texts, isRepeatable }: Reads, into: Reads | undefined): void {
  if (into === undefined) return;
  for (const mark of texts) into.texts.add(mark);
  into.isRepeatable &&= isRepeatable;
}

// The bundle renders pages, the prerenderer runs in plain Node.
const cell = openCell<AsyncLocalStorage<Reads>>('reads');
cell.value ??= new AsyncLocalStorage<Reads>();
const current: AsyncLocalStorage<Reads> = cell.value;
