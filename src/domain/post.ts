import { z } from 'zod';
import { effortSchema } from './effort.ts';
import type { ContentName, Lang } from './language.ts';
import { redirectsSchema } from './redirects.ts';
import { coverKey, draftKey, langKey, line, noindexKey } from './shared-keys.ts';
import { mainLanguage, type Site } from './site.ts';
import { type Authored, authoredMoment, dateSchema, type Millis, momentSchema } from './time.ts';

/** Exported for the feed, which carries it to the syndicator. */
export const channelChoiceSchema = z.union([
  z.boolean(),
  z.strictObject({
    form: z.enum(['summary', 'full']).optional().meta({
      description:
        'What is sent: a summary with a link to the site, or the whole post. Default: what the channel says in content/site.ts.',
    }),
    title: line
      .optional()
      .meta({ description: 'The title on this channel. Default: the title of the post.' }),
    tags: z
      .array(line)
      .optional()
      .meta({ description: 'The tags on this channel. Default: the tags of the post.' }),
    text: line.optional().meta({
      description:
        'Your own words for a short post on this channel. The link home is added where they do not have it. By default they are made from the post.',
    }),
    cover: coverKey.meta({ description: 'The picture on this channel. Default: the cover of the post.' }),
    slug: z
      .string()
      .regex(/^[\p{L}\p{N}_-]+$/u, { error: 'expected letters, digits, “_” or “-”' })
      .optional()
      .meta({
        description:
          'The last part of the address on this channel. Default: what the platform makes of the title.',
      }),
  }),
]);

/** The front matter of `content/posts/*`. Unknown keys are refused: `drafts: true` must not publish a draft. */
export const postSchema = z.strictObject({
  title: line.meta({ description: 'The title of the post.' }),
  description: line.meta({
    description: 'One or two sentences: the summary in lists, feeds, share cards and editions.',
  }),
  summary: line.optional().meta({
    description:
      'What one gets by reading the post, in a few sentences, for platforms that show a summary. By default it is made from the text.',
  }),
  points: z.array(line).max(3).optional().meta({
    description:
      'What the post says, in up to three points of a sentence each, for short posts and summaries. By default they are the headings.',
  }),
  date: dateSchema.meta({ description: 'The day it was published, or a moment with its zone.' }),
  updated: dateSchema.optional().meta({ description: 'The day the text was last changed in substance.' }),
  publishAt: momentSchema.optional().meta({
    description:
      'The post stays out until this moment: `2026-12-01T09:00+08:00`. Build the site again after it.',
  }),
  tags: z.array(line).default([]).meta({ description: 'What the post is about. Each tag has a page.' }),
  draft: draftKey,
  lang: langKey,
  id: z
    .string()
    .regex(/^[\p{L}\p{N}._-]+$/u, { error: 'expected letters, digits, “.”, “_” or “-”' })
    .optional()
    .meta({
      description:
        'The stable identity of the post in the ledger and in tagged links. Set it before you rename a file that was published. Default: the slug, with `.lang` for a language other than the first.',
    }),
  offers: z
    .array(z.string())
    .default([])
    .meta({ description: 'The offers this post promotes, by id: the name of a file in content/offers/.' }),
  channels: z.record(z.string(), channelChoiceSchema).default({}).meta({
    description:
      'What is different on a channel: `{ dev: false }` keeps the post away from it, `{ dev: { tags: [node] } }` sends other tags.',
  }),
  series: z
    .strictObject({
      name: line.meta({ description: 'The name of the series, the same in each of its posts.' }),
      order: z
        .number()
        .int()
        .positive()
        .meta({ description: 'The place of this post in the series, from 1.' }),
    })
    .optional()
    .meta({ description: 'The series the post belongs to, and its place there.' }),
  translationKey: line.optional().meta({
    description:
      'Posts with the same key in several languages are translations of each other. Default: the slug.',
  }),
  cover: coverKey.meta({ description: 'A picture above the text.' }),
  canonical: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description:
        'Where the post was first published, if not here. Search engines are sent there, and the post goes out on no channel.',
    }),
  effort: effortSchema.optional().meta({
    description:
      'How long it took to write: `6h`, `45m`, `2h30m`. The report says from it what an hour of writing brings. No reader sees it.',
  }),
  redirects: redirectsSchema.meta({
    description: 'Old addresses that lead to this post: `/2019/01/hello/`.',
  }),
  pinned: z.boolean().default(false).meta({ description: 'Shown first on the home page.' }),
  noindex: noindexKey,
  evergreen: z
    .boolean()
    .default(false)
    .meta({ description: 'The post does not go out of date: it has no notice when it is old.' }),
  comments: z.boolean().default(true).meta({
    description: 'Whether readers may comment on the post, where `comments` in content/site.ts is set.',
  }),
});

/** The settings of a post on one channel. `false` keeps the post away; `true` sends it against the channel's own choice. */
export type ChannelChoice = z.output<typeof channelChoiceSchema>;

export type PostFrontMatter = z.output<typeof postSchema>;

/** A piece of writing in one language; it has a page here and goes out as {@link Edition}s. */
export interface Post {
  /** Stable: survives a change of title, slug or file name. */
  readonly id: string;
  readonly slug: string;
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  /** The post in one or two sentences, in the author's words. */
  readonly summary: string | undefined;
  /** The post in up to three points, in the author's words. */
  readonly points: readonly string[] | undefined;
  readonly published: Millis;
  readonly updated: Millis | undefined;
  readonly tags: readonly string[];
  readonly draft: boolean;
  /** Offers it promotes, by id. */
  readonly offers: readonly string[];
  /** Channel id → what the author said of it. */
  readonly channels: Readonly<Record<string, ChannelChoice>>;
  readonly series: { readonly name: string; readonly order: number } | undefined;
  readonly translationKey: string;
  /** Set while it waits for its moment. */
  readonly publishAt: Millis | undefined;
  /** The address of the first publication, for a post that appeared elsewhere first. */
  readonly canonical: string | undefined;
  /** How long it took to write, in minutes. */
  readonly effort: number | undefined;
  /** Old paths that lead here. */
  readonly redirects: readonly string[];
  readonly pinned: boolean;
  readonly noindex: boolean;
  readonly evergreen: boolean;
  /** Whether readers may comment, where the site has comments. */
  readonly comments: boolean;
}

/** Whether readers may see a file: it is no draft, and `publishAt`, in milliseconds or as the author wrote it, has come. */
export function isOut({ draft, publishAt }: Visibility, now: Millis): boolean {
  const from = typeof publishAt === 'string' ? Date.parse(publishAt) : (publishAt ?? 0);
  return !draft && from <= now;
}

/** The front matter that decides whether readers may see a file. */
export interface Visibility {
  readonly draft: boolean;
  readonly publishAt?: Millis | Authored | undefined;
}

/** The post a file is, from its front matter and its name below `content/posts/`. */
export function toPost(matter: PostFrontMatter, name: ContentName, site: Site): Post {
  const lang = matter.lang ?? name.lang ?? mainLanguage(site);
  return {
    id: matter.id ?? defaultPostId(name.slug, lang, site),
    slug: name.slug,
    lang,
    title: matter.title,
    description: matter.description,
    summary: matter.summary,
    points: matter.points,
    published:
      matter.publishAt === undefined
        ? authoredMoment(matter.date, site.timeZone)
        : Date.parse(matter.publishAt),
    updated: matter.updated === undefined ? undefined : authoredMoment(matter.updated, site.timeZone),
    tags: matter.tags,
    draft: matter.draft,
    offers: matter.offers,
    channels: matter.channels,
    series: matter.series,
    translationKey: matter.translationKey ?? name.slug,
    publishAt: matter.publishAt === undefined ? undefined : Date.parse(matter.publishAt),
    canonical: matter.canonical,
    effort: matter.effort,
    redirects: matter.redirects,
    pinned: matter.pinned,
    noindex: matter.noindex,
    evergreen: matter.evergreen,
    comments: matter.comments,
  };
}

function defaultPostId(slug: string, lang: Lang, site: Site): string {
  const name = slug.replaceAll('/', '-');
  return lang === mainLanguage(site) ? name : `${name}.${lang}`;
}
