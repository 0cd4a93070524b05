import { createHash } from 'node:crypto';
import type { Edition, FeedItem } from '#domain';
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

/** SHA-256 of a post as its author wrote it. A feed of an earlier version does not have it; its text stands in. */
export function hashItem({ summary, content_html, language, _byline }: FeedItem): string {
  const { source = steadyAddresses(content_html), summary: gain, points, cover } = _byline;
  return sha256(JSON.stringify([summary, source, language, gain ?? null, points ?? null, cover ?? null]));
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A share image is drawn from the title, which is hashed already. */
function steady(image: string | undefined): string | null {
  return image === undefined || URL.parse(image)?.pathname.startsWith('/og/') === true ? null : image;
}

/** Pictures by the name their author gave them and the hash of their content, without the folder and the ending of a build. */
function steadyAddresses(html: string): string {
  return html.replaceAll(/\/_astro\/([^\s"'?]+)/g, '$1');
}
