import { durationOf, type Millis, type PostOutline, tagSlug } from '#domain';
import type { OpenChannel } from '../channels/settings.ts';

/**
 * Whether a post goes to a channel: as its front matter says, else where every setting of the channel lets it. One that
 * was first published elsewhere is a copy itself, and stays unless it is sent by name.
 */
export function goesTo(item: PostOutline, channel: Choosing): boolean {
  const said = item._byline.channels[channel.id];
  if (typeof said === 'boolean') return said;
  return item._byline.canonical === undefined && isChosen(item, channel);
}

/** Until when a channel with a `delay` waits after a post's publication at home; undefined where it does not. */
export function waitsUntil(
  { date_published }: PostOutline,
  { settings }: Pick<Choosing, 'settings'>,
): Millis | undefined {
  return settings.delay === undefined ? undefined : Date.parse(date_published) + durationOf(settings.delay);
}

function isChosen(item: PostOutline, { settings, since }: Choosing): boolean {
  const { languages, tags, series, only } = settings;
  const slugs = item.tags.map(tagSlug);
  return (
    languages?.includes(item.language) !== false &&
    (since === undefined || Date.parse(item.date_published) >= since) &&
    (tags === undefined || tags.some((tag) => slugs.includes(tagSlug(tag)))) &&
    (series === undefined || series.some((name) => name === item._byline.series)) &&
    only?.includes(item.id) !== false
  );
}

/** What of a channel decides which posts go there. */
type Choosing = Pick<OpenChannel, 'id' | 'settings' | 'since'>;
