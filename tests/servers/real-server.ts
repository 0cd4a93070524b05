import type { Copy, StandIn } from '../syndication/stand-in.ts';

/** A platform's own software on this machine, and what its author does there. */
export interface RealServer extends Pick<StandIn, 'url' | 'account' | 'secrets' | 'isWrite'> {
  /** What readers see now, oldest first. */
  posts(): Promise<Copy[]>;
  /** Deletes a post. */
  remove(id: string): Promise<void>;
  /** Writes a sentence of the author's own below a post: `By hand.` */
  edit(id: string): Promise<void>;
  /** Makes a post a draft again. Absent where there are no drafts. */
  takeBack?(id: string): Promise<void>;
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}
