import { type FeedItem, sitePath, tagLink } from '#domain';
import type { RecipeSource, SourceTarget } from './recipe.ts';

/**
 * A recipe's source, from an item of the feed. What the author chose for this channel in the front matter wins.
 *
 * @example toSource(item, { channel: 'dev', form: 'full', site: 'https://site.example' })
 */
export function toSource(item: FeedItem, { channel, form, site, tagging }: SourceTarget): RecipeSource {
  const { content = item.content_html, cover, summary, points } = item._byline;
  const tag = { channel, post: item.id, tagging };
  const image = item.image === undefined ? undefined : { address: item.image, alt: item.title };
  return {
    title: item.title,
    description: item.summary,
    summary,
    points,
    content,
    canonical: item.url,
    link: tagLink(item.url, tag),
    tag,
    homes: homesOf(item, site),
    tags: item.tags,
    lang: item.language,
    form,
    cover: cover === undefined ? image : { address: cover.src, alt: cover.alt },
    ...chosenFor(item, channel),
  };
}

/** A post that lies elsewhere than the site, as in a preview, has a home of its own. */
function homesOf({ url }: FeedItem, site: string): string[] {
  const isThere = sitePath(url, { url: site }) !== null;
  return isThere ? [site] : [site, new URL('/', url).href];
}

function chosenFor(item: FeedItem, channel: string): Chosen {
  const choice = item._byline.channels[channel];
  if (choice === undefined || typeof choice === 'boolean') return {};
  const { form, title, tags, text, cover } = choice;
  return {
    ...(form === undefined ? {} : { form }),
    ...(title === undefined ? {} : { title }),
    ...(tags === undefined ? {} : { tags }),
    ...(text === undefined ? {} : { text }),
    ...(cover === undefined ? {} : { cover: { address: cover.src, alt: cover.alt } }),
  };
}

type Chosen = Partial<Pick<RecipeSource, 'form' | 'title' | 'tags' | 'text' | 'cover'>>;
