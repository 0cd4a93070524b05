import { hash } from 'node:crypto';
import type { Edition, FeedItem, PostOutline } from '#domain';
import type { OpenChannel } from '../channels/settings.ts';

/**
 * SHA-256, in hex, of what the author wrote for one channel: the post, what its front matter says of the channel, and
 * the channel's settings that shape a copy. It does not depend on how a recipe renders it, so an upgrade changes no copy.
 *
 * @param written of the post alone, from {@link hashItem}; one post goes to many channels
 */
export function hashSource(written: string, edition: Edition, { settings }: OpenChannel): string {
  const { title, form, tags, canonical, image, text, slug } = edition;
  const shape = [written, title, form, tags, canonical, steady(image), settings.format];
  // What few posts and channels have is hashed where they have it, so that the ledgers of earlier versions hold.
  const { tagging } = settings;
  const isRare = [text, slug, tagging].some((each) => each !== undefined);
  const rare = isRare ? [{ text, slug, tagging }] : [];
  return sha256(JSON.stringify([...shape, ...rare]));
}

/** SHA-256 of a post as its author wrote it. */
export function hashItem(item: PostOutline & Partial<Pick<FeedItem, 'content_html'>>): string {
  const { summary, language, _byline } = item;
  const { summary: gain, points, cover } = _byline;
  const written = writtenOf(item);
  return sha256(JSON.stringify([summary, written, language, gain ?? null, points ?? null, cover ?? null]));
}

/** The hash of a post's text as its author wrote it. A feed of an earlier version does not have it; its text stands in. */
export function writtenOf({
  content_html = '',
  _byline: { source },
}: Pick<PostOutline, '_byline'> & Partial<Pick<FeedItem, 'content_html'>>): string {
  return source ?? steadyAddresses(content_html);
}

export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** A share image is drawn from the title, which is hashed already. */
function steady(image: string | undefined): string | null {
  return image === undefined || URL.parse(image)?.pathname.startsWith('/og/') === true ? null : image;
}

/** Pictures by the name their author gave them and the hash of their content, without the folder and the ending of a build. */
function steadyAddresses(html: string): string {
  return html.replaceAll(/\/_astro\/([^\s"'?]+)/g, '$1');
}
