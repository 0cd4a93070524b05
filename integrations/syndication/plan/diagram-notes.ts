import type { Edition, PostOutline } from '#domain';
import type { OpenChannel } from '../channels/settings.ts';
import { recipeFor } from '../editions/edition.ts';
import { type Said, say } from '../sayings.ts';

/**
 * What an author should know of a post's diagrams before it goes out: a platform that draws no Mermaid shows its source,
 * unless a picture stands there.
 *
 * @param drawsDiagrams whether this machine can draw them
 */
export function diagramNotes({ item, channel, edition }: Destined, drawsDiagrams: boolean): Said[] {
  const count = item._byline.diagrams ?? 0;
  const isWhole = edition.form === 'full';
  if (count === 0 || !isWhole || recipeFor(channel).diagrams !== 'pictures') return [];
  const { name, api, wechatsync } = channel.platform;
  if (api === undefined && wechatsync !== undefined && drawsDiagrams)
    return [say('diagramsByBrowser', count, name)];
  if (api?.upload === undefined) return [say('diagramsShown', count, name)];
  return drawsDiagrams ? [] : [say('diagramsRefused', count, name)];
}

interface Destined {
  readonly item: PostOutline;
  readonly channel: OpenChannel;
  readonly edition: Edition;
}
