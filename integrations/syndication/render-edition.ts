import type { FeedItem } from '#domain';
import { recipeFor } from './edition.ts';
import type { RecipeSource, Rendered } from './render/recipe.ts';
import { toSource } from './render/to-source.ts';
import type { OpenChannel } from './settings.ts';

/** A post's body in the form its channel takes. Pure: what is previewed and counted is what is sent. */
export function renderEdition(item: FeedItem, { channel, site, ...more }: Surroundings): Rendered {
  const { form } = channel.settings;
  return recipeFor(channel).render({ ...toSource(item, { channel: channel.id, form, site }), ...more });
}

interface Surroundings {
  readonly channel: OpenChannel;
  /** The site's own address. */
  readonly site: string;
  readonly placed?: RecipeSource['placed'];
  readonly most?: number | undefined;
}
