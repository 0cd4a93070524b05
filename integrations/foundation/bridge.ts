/**
 * Astro loads our modules twice: hooks, threads and the command line with Node, pages and `content.config.ts` with the
 * bundler. A module that both load has two states. What the two share stands on `globalThis`, and only this file touches
 * it. Each name belongs to one module, which opens its cell and gives functions to the others.
 */
export type CellName =
  /** The function that reads what links can lead to. */
  | 'contentIndex'
  /** The function that writes a post as Markdown. */
  | 'markdownWriter'
  /** The file watcher of the development server, and its followers. */
  | 'watcher'
  /** The marks of the texts that changed after the content was bundled. */
  | 'renewedTexts'
  /** The texts of this build, and how they were compiled. */
  | 'textsUsed'
  /** The compiler of each project. */
  | 'compilers'
  /** The last request for each file, so that an older answer does not replace a newer one. */
  | 'turns'
  /** The faults that the preview shows. */
  | 'faults'
  /** A thread that loads the pipeline before a text needs it. */
  | 'warmThread'
  /** The front matter that was parsed. */
  | 'parsedMatter'
  /** The texts that the page being rendered has read. */
  | 'reads';

/** A place for one value, the same place in both module graphs. */
export interface Cell<Value> {
  /** Undefined until a module sets it. */
  value: Value | undefined;
}

/**
 * Opens the cell of a name.
 *
 * @example
 * const writer = openCell<WriteMarkdown>('markdownWriter');
 * writer.value = write; // in a hook
 * await writer.value?.(html, post); // in a page
 */
export function openCell<Value>(name: CellName): Cell<Value> {
  shared[key] ??= new Map();
  const cell = shared[key].get(name) ?? { value: undefined };
  shared[key].set(name, cell);
  return cell as Cell<Value>;
}

const key = Symbol.for('byline.bridge');
const shared = globalThis as { [key]?: Map<CellName, Cell<unknown>> };
