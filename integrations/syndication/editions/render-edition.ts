import type { FeedItem } from '#domain';
import type { OpenChannel } from '../channels/settings.ts';
import type { Recipe, RecipeSource, Rendered } from '../render/recipe.ts';
import { shortSummary } from '../render/summary.ts';
import { toSource } from '../render/to-source.ts';
import { recipeFor } from './edition.ts';

/** A post's body in the form its channel takes. Pure: what is previewed and counted is what is sent. */
export function renderEdition(
  item: FeedItem,
  { channel, site, recipe = recipeFor(channel), ...more }: Surroundings,
): Rendered {
  return recipe.render({ ...sourceOf(item, { channel, site }), ...more });
}

/** A post as the recipes of a channel are handed it. */
export function sourceOf(
  item: FeedItem,
  { channel, site }: Pick<Surroundings, 'channel' | 'site'>,
): RecipeSource {
  const { id, settings } = channel;
  return toSource(item, { channel: id, form: settings.form, site, tagging: settings.tagging });
}

/** The length of a summary where a platform names none. */
const SUMMARY = { most: 240, unit: 'characters' } as const;

/** A post in whole sentences, as long as its platform asks. */
export function summaryFor(
  { item, channel }: { item: FeedItem; channel: OpenChannel },
  site: string,
): string {
  return shortSummary(sourceOf(item, { channel, site }), channel.platform.summary ?? SUMMARY);
}

interface Surroundings {
  readonly channel: OpenChannel;
  /** The site's own address. */
  readonly site: string;
  /** @default the channel's */
  readonly recipe?: Recipe;
  readonly placed?: RecipeSource['placed'];
  readonly most?: number | undefined;
}
