import { z } from 'zod';
import { langSchema } from './language.ts';
import { channelChoiceSchema } from './post.ts';

/**
 * One post in the site's JSON Feed (https://www.jsonfeed.org/version/1.1/). The feed is the seam: pages
 * write it, and syndication reads it from `dist/` or from the live site like anyone else. What JSON Feed
 * has no word for is under `_byline`.
 */
export const feedItemSchema = z.object({
  /** The post's stable id. */
  id: z.string(),
  /** The canonical address. */
  url: z.url(),
  title: z.string(),
  /** The author's description. */
  summary: z.string(),
  /** The whole post as clean HTML: absolute addresses, no scripts, classes or styles. */
  content_html: z.string(),
  date_published: z.iso.datetime(),
  date_modified: z.iso.datetime().optional(),
  language: langSchema,
  tags: z.array(z.string()).default([]),
  /** The share image, absolute. */
  image: z.url().optional(),
  _byline: z.object({
    /** Offers the post promotes, by id. */
    offers: z.array(z.string()),
    /** Channel id → what the author said of it; in the syndicator's own feed with the address of a cover that lasts. */
    channels: z.record(z.string(), channelChoiceSchema),
    /** The name of the series it belongs to. Only in the syndicator's own feed. */
    series: z.string().optional(),
    /** The address of the first publication, for a post that appeared elsewhere first. */
    canonical: z.url().optional(),
    /**
     * The post as the recipes of editions want it: `content_html` with the attributes of {@link editionMarks}, and
     * pictures as the author made them, at addresses that last. Only in the syndicator's own feed.
     */
    content: z.string().optional(),
    /** How many diagrams in Mermaid the post has. Only in the syndicator's own feed. @default 0 */
    diagrams: z.number().int().optional(),
    /** SHA-256 of what the author wrote, whatever the engine makes of it. Only in the syndicator's own feed. */
    source: z.string().optional(),
    /** The author's own cover, absolute, at an address that lasts. */
    cover: z.strictObject({ src: z.url(), alt: z.string() }).optional(),
    /** The post in one or two sentences, in the author's words. */
    summary: z.string().optional(),
    /** The post in up to three points, in the author's words. */
    points: z.array(z.string()).optional(),
  }),
});

export type FeedItem = z.output<typeof feedItemSchema>;

/** A post without its text: all that a plan needs to know of it. */
export type PostOutline = Omit<FeedItem, 'content_html'>;

export const feedPageSchema = z.object({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string(),
  home_page_url: z.url(),
  feed_url: z.url(),
  /** The next page, older posts; absent on the last. */
  next_url: z.url().optional(),
  items: z.array(feedItemSchema),
});

export type FeedPage = z.output<typeof feedPageSchema>;
