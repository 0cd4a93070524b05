import type { LoaderContext } from 'astro/loaders';

export type Watcher = NonNullable<LoaderContext['watcher']>;

/**
 * The watcher of the development server as it is now. Content is told of the first one only; a server that starts anew, as
 * it does when `.env` or a setting is written, has another, and the first hears no more.
 */
export function currentWatcher(first: Watcher): Watcher {
  return shared[key]?.watcher ?? first;
}

/** Says that a server has started, to everyone who watches. */
export async function renewWatcher(watcher: Watcher): Promise<void> {
  shared[key] = { watcher, followers: shared[key]?.followers ?? new Map() };
  await Promise.all([...shared[key].followers.values()].map((follow) => follow(watcher)));
}

/** Has whoever watches a folder hear of watchers to come, in place of who did before. */
export function followWatchers(folder: string, follow: (watcher: Watcher) => Promise<void>): void {
  shared[key] ??= { watcher: undefined, followers: new Map() };
  shared[key].followers.set(folder, follow);
}

const key = Symbol.for('byline.watcher');

// The plugin that knows the server and the loader that watches share nothing but globals.
const shared = globalThis as {
  [key]?: {
    readonly watcher: Watcher | undefined;
    readonly followers: Map<string, (watcher: Watcher) => Promise<void>>;
  };
};
