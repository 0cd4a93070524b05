import type { Lang } from './language.ts';
import type { Millis } from './time.ts';

/** The form of body a channel may ask for. */
export type BodyFormat = 'markdown' | 'html';

/** A Post as it goes out on one Channel. The body is made from it by the platform's recipe, just before it is sent. */
export interface Edition {
  /** The post's stable id. */
  readonly post: string;
  /** The channel's id. */
  readonly channel: string;
  readonly form: 'summary' | 'full';
  readonly lang: Lang;
  readonly title: string;
  /** The author's description, plain text. */
  readonly description: string;
  /** The post's address at home, untagged: for the platform's canonical field, and to find the copy again. */
  readonly canonical: string;
  /** The same address, tagged: what a reader follows. */
  readonly link: string;
  readonly tags: readonly string[];
  /** The post's picture, absolute: the first of its {@link covers}, else its share image or the author's own. */
  readonly image: string | undefined;
  /** The share image in each size the platform declares, in that order, absolute; empty where the post has a picture of its own. */
  readonly covers: readonly string[];
  readonly published: Millis;
  /** The author's own words for a short post on this channel. */
  readonly text: string | undefined;
  /** The last part of its address on this channel, where the author chose one. */
  readonly slug: string | undefined;
  /** Whether what is made there is a draft, which its author publishes there. */
  readonly draft: boolean;
}
