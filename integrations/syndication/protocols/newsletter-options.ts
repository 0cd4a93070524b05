import { z } from 'zod';

/** The options of a channel that writes to subscribers by mail. */
export const newsletterOptions = z.strictObject({
  /**
   * `collector`: who subscribed by the form of your site. Else a file with one address a line, which Git does not keep.
   * @default '.byline/subscribers.txt'
   */
  subscribers: z.string().min(1).default('.byline/subscribers.txt'),
  /** The address it is sent from, where it is not yours in `author.email`. */
  from: z.email().optional(),
  /** How many mails go out in a minute: as many as your mail provider allows. @default 60 */
  perMinute: z.number().int().min(1).max(6000).default(60),
});

export type NewsletterOptions = z.output<typeof newsletterOptions>;
