import { z } from 'zod';
import type { ContentName, Lang } from './language.ts';
import { draftKey, langKey, line } from './shared-keys.ts';
import { mainLanguage, type Site } from './site.ts';
import { authoredMoment, dateSchema, isoDay, type Millis } from './time.ts';

/** The front matter of `content/talks/*`. */
export const talkSchema = z.strictObject({
  title: line.meta({ description: 'The title of the talk.' }),
  description: line.optional().meta({ description: 'What it is about, in one or two sentences.' }),
  date: dateSchema.meta({ description: 'The day of the talk, or the moment it begins.' }),
  kind: z.enum(['talk', 'training', 'podcast']).default('talk').meta({
    description:
      'A talk at an event, a training or workshop that companies can book, or an episode of a podcast.',
  }),
  event: line.meta({ description: 'The conference, meet-up, company or show.' }),
  place: line.optional().meta({ description: 'The town, or “online”.' }),
  url: z.url().optional().meta({ description: 'The page of the event.' }),
  slides: z.url().optional().meta({ description: 'Where the slides are.' }),
  video: z.url().optional().meta({ description: 'Where the recording is.' }),
  lang: langKey,
  draft: draftKey,
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
