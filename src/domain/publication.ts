import { z } from 'zod';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, { error: 'expected a SHA-256 in hex' });

/** The copy of a Post on a Channel: one line of the ledger, `content/publications.jsonl`. */
export const publicationSchema = z.strictObject({
  post: z.string(),
  channel: z.string(),
  /**
   * - `published`: readers see it.
   * - `draft`: it waits on the platform for its author.
   * - `uncertain`: it was sent and no answer came. The platform is asked before anything is sent again.
   * - `changed`: somebody edited the copy there. It is left alone until its author decides.
   * - `removed`: it was taken back with `byline unpublish`.
   * - `gone`: it was deleted there.
   */
  state: z.enum(['published', 'draft', 'uncertain', 'changed', 'removed', 'gone']),
  /** The key that the engine sent with the copy, so that the platform or a later look-up recognises a repeat. */
  key: z.string().optional(),
  /** The platform's own id of the copy; absent until it is known. */
  id: z.string().optional(),
  /** The copy's address; absent where it is not known. */
  url: z.url().optional(),
  /** The author put the copy there by hand. */
  by: z.literal('hand').optional(),
  /** SHA-256 of what the author wrote when it was last sent; absent where that is not known. */
  source: sha256Schema.optional(),
  /** The recipe that made its body, such as `gfm@3`. */
  recipe: z.string().optional(),
  /** SHA-256 of what the platform showed after our last write; it differs once somebody edits the copy there. */
  shown: sha256Schema.optional(),
  /** When this line last changed, UTC; of an uncertain one, when it was sent. Of two lines for one copy the later counts. */
  at: z.iso.datetime(),
});

export type Publication = z.output<typeof publicationSchema>;
