import type { Hono } from 'hono';
import type { StudioEntry } from './frame.ts';

/** What a wing adds to Studio: entries of the navigation, and the pages behind them. The server puts wings together. */
export interface StudioWing {
  readonly entries: readonly StudioEntry[];
  /**
   * The pages, with paths as they are below Studio's base. Studio lets a request through only where the owner is signed in,
   * and sets the headers that a page does not set itself.
   *
   * @param entries every page of Studio, for the navigation
   */
  routes(entries: readonly StudioEntry[]): Hono;
}
