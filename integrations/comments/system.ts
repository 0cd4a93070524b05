import type { Comments } from '#domain';

/** What a system is given to show the comments of a page with. */
export interface Showing {
  /** Where they go: an empty element of the page. */
  readonly place: HTMLElement;
  /** The page's language, as `<html lang>` has it. */
  readonly lang: string;
  readonly comments: Comments;
}

/** THE CONTRACT: a file in `systems/`, named as the system is in the settings, exports `show`. */
export interface System {
  /** Shows the comments of the page; resolves once the system has taken over. */
  show(showing: Showing): Promise<void>;
}
