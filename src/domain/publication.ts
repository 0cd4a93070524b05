import { z } from 'zod';

/**
 * Where a Post lives on a Channel: one line of the ledger, `content/publications.json`.
 *
 * `intended` is written before anything is sent, so a run that dies leaves a trace; `uncertain` is a send
 * whose answer never came. Both are looked up on the platform before anything is sent again.
 */
export const publicationSchema = z.strictObject({
  post: z.string(),
  channel: z.string(),
  state: z.enum(['intended', 'published', 'uncertain']),
  /** The platform's own id of the copy; absent until it is known. */
  remoteId: z.string().optional(),
  /** The copy's address; absent until it is known. */
  url: z.url().optional(),
  /** SHA-256 of the edition that was last sent, in hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** When this line last changed, UTC. */
  at: z.iso.datetime(),
});

export type Publication = z.output<typeof publicationSchema>;
