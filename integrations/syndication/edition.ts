import { createHash } from 'node:crypto';
import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { type BodyFormat, type Channel, type Edition, type FeedItem, sitePath, tagLink } from '#domain';
import { markFootnotes } from '../to-markdown/footnotes.ts';
import { toMarkdown } from '../to-markdown/index.ts';
import { localLinks } from '../to-markdown/local-links.ts';
import { coversAt } from './covers.ts';
import { close, summarise } from './frame-body.ts';
import type { Platform } from './platform.ts';
import { tagLinks } from './tag-links.ts';

/** A post as it goes out on one channel: every link home tagged, in the form of body the channel takes. */
export function toEdition(post: FeedItem, channel: Destination): Edition {
  const { item, to } = asChosen(post, channel);
  const link = tagLink(item.url, { channel: to.channel, post: item.id });
  const covers = coversAt(item, to.platform.covers);
  return {
    post: item.id,
    channel: to.channel,
    form: to.settings.form,
    lang: item.language,
    title: item.title,
    description: item.summary,
    format: formatFor(to),
    body: bodyOf(item, link, to),
    canonical: item.url,
    link,
    tags: item.tags,
    image: covers[0] ?? item.image,
    covers,
    published: Date.parse(item.date_published),
  };
}

/** SHA-256, in hex, of everything in an edition that a platform is sent: it changes when the copy should. */
export function hashEdition(edition: Edition): string {
  const { title, description, lang, format, body, canonical, tags, image } = edition;
  const sent = JSON.stringify([title, description, lang, format, body, canonical, tags, image ?? null]);
  return createHash('sha256').update(sent).digest('hex');
}

/** The form of body a channel is sent: its own choice, else the platform's first. */
export function formatFor({ settings, platform }: Pick<Destination, 'settings' | 'platform'>): BodyFormat {
  return settings.format ?? platform.formats[0];
}

/** The post and the channel as the post's front matter wants them for this channel. */
function asChosen(item: FeedItem, to: Destination): { item: FeedItem; to: Destination } {
  const choice = item._byline.channels[to.channel];
  if (choice === undefined || typeof choice === 'boolean') return { item, to };
  const { form = to.settings.form, title = item.title, tags = item.tags } = choice;
  return { item: { ...item, title, tags }, to: { ...to, settings: { ...to.settings, form } } };
}

function bodyOf(item: FeedItem, link: string, to: Destination): string {
  const { form } = to.settings;
  const processor = unified()
    .use(rehypeParse, { fragment: true })
    .use(markFootnotes, { canonical: item.url });
  if (form === 'summary') processor.use(summarise, { description: item.summary, canonical: item.url });
  processor.use(localLinks, { canonical: item.url });
  processor.use(tagLinks, {
    homes: [{ url: to.site }, ...(isOurs(item.url, to) ? [] : [{ url: new URL('/', item.url).href }])],
    tag: { channel: to.channel, post: item.id },
  });
  processor.use(close, { form, lang: item.language, title: item.title, link });
  const tree = processor.runSync(processor.parse(item.content_html));
  if (formatFor(to) === 'markdown') return toMarkdown(tree);
  return unified()
    .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
    .stringify(tree)
    .trim();
}

function isOurs(url: string, { site }: Destination): boolean {
  return sitePath(url, { url: site }) !== null;
}

/** Where an edition goes. */
export interface Destination {
  /** The channel's id. */
  readonly channel: string;
  readonly settings: Channel;
  readonly platform: Pick<Platform, 'formats' | 'covers'>;
  /** The site's own address: links to it are tagged. */
  readonly site: string;
}
