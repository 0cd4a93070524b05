import { z } from 'zod';
import { type ContentName, type Lang, langSchema } from './language.ts';
import { mainLanguage, type Site } from './site.ts';
import { authoredMoment, dateSchema, type Millis } from './time.ts';

/** The front matter of `content/posts/*`. Unknown keys are refused: `drafts: true` must not publish a draft. */
export const postSchema = z.strictObject({
  title: z.string().trim().min(1),
  /** One or two sentences: the summary in lists, feeds, share cards and editions. */
  description: z.string().trim().min(1),
  /** The day it was published, or a moment with a zone. */
  date: dateSchema,
  updated: dateSchema.optional(),
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
  /** Channels this post stays away from or is the exception to: `{ dev: false }`. @default {} */
  channels: z.record(z.string(), z.boolean()).default({}),
});

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
  /** Channel id → whether it goes there, where the author said so. */
  readonly channels: Readonly<Record<string, boolean>>;
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
    published: authoredMoment(matter.date, site.timeZone),
    updated: matter.updated && authoredMoment(matter.updated, site.timeZone),
    tags: matter.tags,
    draft: matter.draft,
    offers: matter.offers,
    channels: matter.channels,
  };
}

function defaultPostId(slug: string, lang: Lang, site: Site): string {
  const name = slug.replaceAll('/', '-');
  return lang === mainLanguage(site) ? name : `${name}.${lang}`;
}
