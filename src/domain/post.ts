import { z } from 'zod';
import { type ContentName, type Lang, langSchema } from './language.ts';
import { redirectsSchema } from './redirects.ts';
import { mainLanguage, type Site } from './site.ts';
import { type Authored, authoredMoment, dateSchema, type Millis, momentSchema } from './time.ts';

/** Exported for the feed, which carries it to the syndicator. */
export const channelChoiceSchema = z.union([
  z.boolean(),
  z.strictObject({
    /** A summary with a link home, or the whole post. @default the channel's */
    form: z.enum(['summary', 'full']).optional(),
    /** @default the post's */
    title: z.string().trim().min(1).optional(),
    /** @default the post's */
    tags: z.array(z.string().trim().min(1)).optional(),
  }),
]);

/** The front matter of `content/posts/*`. Unknown keys are refused: `drafts: true` must not publish a draft. */
export const postSchema = z.strictObject({
  title: z.string().trim().min(1),
  /** One or two sentences: the summary in lists, feeds, share cards and editions. */
  description: z.string().trim().min(1),
  /** The day it was published, or a moment with a zone. */
  date: dateSchema,
  updated: dateSchema.optional(),
  /** It stays out until this moment: `2026-12-01T09:00+08:00`. Build again after it. */
  publishAt: momentSchema.optional(),
  /** @default [] */
  tags: z.array(z.string().trim().min(1)).default([]),
  /** A draft shows in `npm run dev` only. @default false */
  draft: z.boolean().default(false),
  /** Language of the text. @default the file name's (`hello.en.mdx`), else the site's first language */
  lang: langSchema.optional(),
  /**
   * The stable identity of the post in the ledger and in tagged links. Set it before renaming a file
   * that was published. @default the slug, with `.lang` for a language other than the first
   */
  id: z
    .string()
    .regex(/^[\p{L}\p{N}._-]+$/u, { error: 'expected letters, digits, “.”, “_” or “-”' })
    .optional(),
  /** Offers this post promotes, by id. @default [] */
  offers: z.array(z.string()).default([]),
  /** What is different on a channel: `{ dev: false }` stays away from it, `{ dev: { tags: [node] } }`. @default {} */
  channels: z.record(z.string(), channelChoiceSchema).default({}),
  /** The series it belongs to, and its place there. */
  series: z.strictObject({ name: z.string().trim().min(1), order: z.number().int().positive() }).optional(),
  /** Posts with one key in several languages are translations of each other. @default the slug */
  translationKey: z.string().trim().min(1).optional(),
  /** A picture above the text: a path relative to the file, and what is in it. */
  cover: z.strictObject({ src: z.string().trim().min(1), alt: z.string() }).optional(),
  /** Where it was first published, if not here; search engines are sent there, and it goes out on no channel. */
  canonical: z.url({ protocol: /^https?$/ }).optional(),
  /** Old addresses that lead here: `/2019/01/hello/`. @default [] */
  redirects: redirectsSchema,
  /** First on the home page. @default false */
  pinned: z.boolean().default(false),
  /** Kept from search engines. @default false */
  noindex: z.boolean().default(false),
  /** It does not go out of date: no notice when it is old. @default false */
  evergreen: z.boolean().default(false),
});

/** What is different about a post on one channel; `false` keeps it away, `true` sends it whatever the channel's settings. */
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
  /** Where it was first published, if not here. */
  readonly canonical: string | undefined;
  /** Old paths that lead here. */
  readonly redirects: readonly string[];
  readonly pinned: boolean;
  readonly noindex: boolean;
  readonly evergreen: boolean;
}

/** Whether readers may see it: it is no draft, and its moment, in milliseconds or as the author wrote it, has come. */
export function isOut({ draft, publishAt }: Outing, now: Millis): boolean {
  const from = typeof publishAt === 'string' ? Date.parse(publishAt) : (publishAt ?? 0);
  return !draft && from <= now;
}

/** What decides whether readers may see something. */
export interface Outing {
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
    redirects: matter.redirects,
    pinned: matter.pinned,
    noindex: matter.noindex,
    evergreen: matter.evergreen,
  };
}

function defaultPostId(slug: string, lang: Lang, site: Site): string {
  const name = slug.replaceAll('/', '-');
  return lang === mainLanguage(site) ? name : `${name}.${lang}`;
}
