import type { LoaderContext } from 'astro/loaders';
import { openCell } from '../foundation/bridge.ts';

export type Watcher = NonNullable<LoaderContext['watcher']>;

/**
 * The watcher of the development server as it is now. Content is told of the first one only; a server that starts anew, as
 * it does when `.env` or a setting is written, has another, and the first hears no more.
 */
export function currentWatcher(first: Watcher): Watcher {
  return cell.value?.watcher ?? first;
}

/** Says that a server has started, to everyone who watches. */
export async function renewWatcher(watcher: Watcher): Promise<void> {
  cell.value = { watcher, followers: cell.value?.followers ?? new Map() };
  await Promise.all([...cell.value.followers.values()].map((follow) => follow(watcher)));
}

/** Has whoever watches a folder hear of watchers to come, in place of who did before. */
export function followWatchers(folder: string, follow: (watcher: Watcher) => Promise<void>): void {
  cell.value ??= { watcher: undefined, followers: new Map() };
  cell.value.followers.set(folder, follow);
}

interface Watching {
  readonly watcher: Watcher | undefined;
  readonly followers: Map<string, (watcher: Watcher) => Promise<void>>;
}

// The plugin knows the server, the loader watches.
const cell = openCell<Watching>('watcher');
