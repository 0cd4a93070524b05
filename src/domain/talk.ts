import { z } from 'zod';
import { type ContentName, type Lang, langSchema } from './language.ts';
import { mainLanguage, type Site } from './site.ts';
import { authoredMoment, dateSchema, isoDay, type Millis } from './time.ts';

const line = z.string().trim().min(1);

/** The front matter of `content/talks/*`. */
export const talkSchema = z.strictObject({
  title: line,
  description: line.optional(),
  /** The day, or the moment it begins. */
  date: dateSchema,
  /** A talk at an event, a training or workshop one can book, an episode of a podcast. @default 'talk' */
  kind: z.enum(['talk', 'training', 'podcast']).default('talk'),
  /** The conference, meet-up, company or show. */
  event: line,
  /** Town, or “online”. */
  place: line.optional(),
  /** The event's page. */
  url: z.url().optional(),
  slides: z.url().optional(),
  video: z.url().optional(),
  /** @default the file name's, else the site's first language */
  lang: langSchema.optional(),
  /** A draft shows in `npm run dev` only. @default false */
  draft: z.boolean().default(false),
});

export type TalkFrontMatter = z.output<typeof talkSchema>;
export type TalkKind = TalkFrontMatter['kind'];

/** A talk, a training or a podcast. */
export interface Talk {
  readonly slug: string;
  readonly lang: Lang;
  readonly title: string;
  readonly description: string | undefined;
  readonly held: Millis;
  readonly kind: TalkKind;
  readonly event: string;
  readonly place: string | undefined;
  readonly url: string | undefined;
  readonly slides: string | undefined;
  readonly video: string | undefined;
  readonly draft: boolean;
}

/** The talk a file is, from its front matter and its name below `content/talks/`. */
export function toTalk(matter: TalkFrontMatter, name: ContentName, site: Site): Talk {
  return {
    slug: name.slug,
    lang: matter.lang ?? name.lang ?? mainLanguage(site),
    title: matter.title,
    description: matter.description,
    held: authoredMoment(matter.date, site.timeZone),
    kind: matter.kind,
    event: matter.event,
    place: matter.place,
    url: matter.url,
    slides: matter.slides,
    video: matter.video,
    draft: matter.draft,
  };
}

/** Whether a talk is still to come: on its own day it is. */
export function isAhead({ held }: Pick<Talk, 'held'>, now: Millis, timeZone: string): boolean {
  return isoDay(held, timeZone) >= isoDay(now, timeZone);
}
