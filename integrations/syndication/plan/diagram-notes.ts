import type { Edition, PostOutline } from '#domain';
import type { OpenChannel } from '../channels/settings.ts';
import { recipeFor } from '../editions/edition.ts';

/**
 * What an author should know of a post's diagrams before it goes out: a platform that draws no Mermaid shows its source,
 * unless a picture stands there.
 *
 * @param drawsDiagrams whether this machine can draw them
 */
export function diagramNotes({ item, channel, edition }: Destined, drawsDiagrams: boolean): string[] {
  const count = item._byline.diagrams ?? 0;
  const isWhole = edition.form === 'full';
  if (count === 0 || !isWhole || recipeFor(channel).diagrams !== 'pictures') return [];
  const { name, api } = channel.platform;
  const what = `${count === 1 ? 'a diagram' : `${count} diagrams`} in Mermaid`;
  if (api?.upload === undefined) return [`${what}: ${name} ${SHOWS_SOURCE}`];
  return drawsDiagrams ? [] : [`${what}: ${name} ${REFUSED}`];
}

const SHOWS_SOURCE =
  'shows the source, since nothing draws it on the way there. Put a picture of each in its place: a screenshot of the page at home will do';

const REFUSED =
  'needs a picture of each, and this machine has no browser to draw it, so the post will be refused. Publish from x64 Linux, or put pictures of them into the post';

interface Destined {
  readonly item: PostOutline;
  readonly channel: OpenChannel;
  readonly edition: Edition;
}
