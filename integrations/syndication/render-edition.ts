import type { Edition, FeedItem } from '#domain';
import { recipeFor } from './edition.ts';
import type { Recipe, RecipeSource, Rendered } from './render/recipe.ts';
import type { OpenChannel } from './settings.ts';

/** An edition's body, in the form its channel takes. Pure. */
export function renderEdition(
  item: FeedItem,
  edition: Edition,
  { channel, site, placed }: Surroundings,
): Rendered {
  const recipe: Recipe = recipeFor(channel);
  return recipe.render({ ...sourceOf(item, edition, site), placed });
}

/** What a recipe starts from. */
function sourceOf(item: FeedItem, edition: Edition, site: string): RecipeSource {
  const { title, description, canonical, link, tags, lang, form, image } = edition;
  return {
    title,
    description,
    content: item.content_html,
    canonical,
    link,
    tag: { channel: edition.channel, post: edition.post },
    origins: [...new Set([new URL(canonical).origin, new URL(site).origin])],
    tags,
    lang,
    form,
    cover: image === undefined ? undefined : { address: image, alt: title },
  };
}

interface Surroundings {
  readonly channel: OpenChannel;
  /** The site's own address. */
  readonly site: string;
  readonly placed?: RecipeSource['placed'];
}
