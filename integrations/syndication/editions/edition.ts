import {
  type BodyFormat,
  type Channel,
  type ChannelChoice,
  coverAddress,
  type Edition,
  type PostOutline,
  tagLink,
} from '#domain';
import type { Platform } from '../platform.ts';
import type { Recipe } from '../render/recipe.ts';
import pastedHtml from '../render/recipes/medium.ts';
import pastedMarkdown from '../render/recipes/zhihu.ts';

/** A post as it goes out on one channel, with what its front matter says of the channel. Nothing is rendered. */
export function toEdition(post: PostOutline, { channel, settings, platform }: Destination): Edition {
  const chosen = chosenFor(post, channel);
  const cover = chosen.cover ?? post._byline.cover;
  const covers = cover === undefined ? coversAt(post, platform.covers) : [];
  return {
    post: post.id,
    channel,
    form: chosen.form ?? settings.form,
    lang: post.language,
    title: chosen.title ?? post.title,
    description: post.summary,
    canonical: post.url,
    link: tagLink(post.url, { channel, post: post.id, tagging: settings.tagging }),
    tags: chosen.tags ?? post.tags,
    image: cover?.src ?? covers[0] ?? post.image,
    covers,
    published: Date.parse(post.date_published),
    text: chosen.text,
    slug: chosen.slug,
    draft: settings.draft ?? false,
  };
}

/** The recipe a channel is written by: in the form the channel asks for, else the platform's first. */
export function recipeFor({ settings, platform, options }: RecipeChoice): Recipe {
  const [first] = platform.render;
  const preferred = platform.recipeFor?.(options) ?? first;
  if (settings.format === undefined || preferred.form === settings.format) return preferred;
  return platform.render.find(({ form }) => form === settings.format) ?? preferred;
}

/** The recipe for another form of a channel's body: the platform's own, else one for editors that know the least. */
export function recipeIn(form: BodyFormat, { platform }: Pick<RecipeChoice, 'platform'>): Recipe {
  return platform.render.find((recipe) => recipe.form === form) ?? plainest[form];
}

const plainest: Readonly<Record<BodyFormat, Recipe>> = { markdown: pastedMarkdown, html: pastedHtml };

/** What a channel's `format` may be. */
export function formatsOf({ render }: Pick<Platform, 'render'>): BodyFormat[] {
  return render.flatMap(({ form }) => (form === 'text' ? [] : [form]));
}

/** Where the picture of a post is in each of some sizes; none where the picture is not drawn here. */
function coversAt({ image, url }: Pick<PostOutline, 'image' | 'url'>, sizes: Platform['covers']): string[] {
  if (image === undefined || !isDrawn(image, url)) return [];
  return (sizes ?? []).map((size) => coverAddress(image, size));
}

/** Whether a picture is the share image of a page: `…/og/posts/hello.png` of `…/posts/hello/`. */
function isDrawn(image: string, page: string): boolean {
  const [root, ...rest] = image.split('/og/');
  const drawn = rest.join('/og/').replace(/\.png$/, '/');
  return new URL(`${root}/${drawn}`).href === new URL(page).href;
}

/** What the author wants of a channel for one post. */
function chosenFor(item: PostOutline, channel: string): Exclude<ChannelChoice, boolean> {
  const choice = item._byline.channels[channel];
  return choice === undefined || typeof choice === 'boolean' ? {} : choice;
}

/** What of a channel decides by which recipe it is written. */
interface RecipeChoice {
  readonly settings: Channel;
  readonly platform: Pick<Platform, 'render' | 'recipeFor'>;
  readonly options: unknown;
}

/** Where an edition goes. */
export interface Destination {
  /** The channel's id. */
  readonly channel: string;
  readonly settings: Channel;
  readonly platform: Pick<Platform, 'covers' | 'render'>;
}
