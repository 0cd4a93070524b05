import type { z } from 'zod';
import { isoDay, type Millis, Problem, type Site, zonedMoment } from '#domain';
import { folderOf } from '../../author-files/author-folders.ts';
import { type ContentFolder, kinds } from '../kinds.ts';
import { type Leftover, leftoversIn } from '../new/placeholders.ts';
import { type Content, filedIn } from '../nouns.ts';
import type { Finding } from './finding.ts';

/** Finds scheduled posts, posts dated in the future, and visible files that still have placeholders of `byline new`. */
export function checkVisibility(content: Content, now: Millis, site: Site): Finding[] {
  const out = content.posts.filter(({ noun }) => !noun.draft);
  const waiting = out.filter(({ noun }) => (noun.publishAt ?? 0) > now);
  const today = isoDay(now, site.timeZone);
  const ahead = out.filter(
    ({ noun }) => noun.publishAt === undefined && isoDay(noun.published, site.timeZone) > today,
  );
  return [
    ...waiting.map(({ noun, file, lineOf }) => ({
      level: 'information' as const,
      rule: 'scheduled',
      message: `it comes out on ${readable(noun.publishAt ?? 0, site)}; build again after that`,
      place: { file, line: lineOf(['publishAt']) },
    })),
    ...ahead.map(({ noun, file, lineOf }) => ({
      level: 'warning' as const,
      rule: 'future-date',
      message: `date: ${isoDay(noun.published, site.timeZone)} is still to come, and it goes out with the next build`,
      hint: 'To keep it back until then write “publishAt: …”, a moment with its zone (2026-12-01T09:00+08:00).',
      place: { file, line: lineOf(['date']) },
    })),
    ...checkLeftovers(content),
  ];
}

/** The same as warnings of a build. */
export function visibilityProblems(content: Content, now: Millis, site: Site): Problem[] {
  const findings = checkVisibility(content, now, site);
  return findings.filter(({ level }) => level === 'warning').map(problemOf);
}

/** Finds placeholders of a new file in the source of one visible text. */
export function leftoverProblems(file: string, source: string): Problem[] {
  return leftoversIn(source).map((leftover) => problemOf(unwritten(file, leftover)));
}

/** On the clock where the author lives: `2026-12-01 at 09:00 (+08:00)`. */
function readable(at: Millis, { timeZone }: Site): string {
  const [day = '', clock = ''] = zonedMoment(at, timeZone).split('T');
  return `${day} at ${clock.slice(0, 'hh:mm'.length)} (${clock.slice('hh:mm:ss'.length)})`;
}

function problemOf({ message, hint, place }: Finding): Problem {
  return new Problem(message, { ...(hint && { hint }), ...(place && { place }) });
}

function checkLeftovers(content: Content): Finding[] {
  const out = filedIn(content).filter(({ noun }) => !noun.draft);
  return out.flatMap(({ file, leftovers }) => leftovers.map((leftover) => unwritten(file, leftover)));
}

function unwritten(file: string, { key, line }: Leftover): Finding {
  const what = key === undefined ? 'the text is' : `${key} is`;
  return {
    level: 'warning',
    rule: 'unwritten',
    message: `${what} still what the file was made with`,
    hint: hintFor(file, key),
    place: { file, line },
  };
}

function hintFor(file: string, key: string | undefined): string {
  if (key === 'price' || key === 'annual') return 'Say what it costs; what is free is “0 CNY”.';
  return isNeeded(file, key) ? 'Write your own.' : 'Write your own, or take it out.';
}

/** Whether a file of its folder must have it; a key within another can be taken out with that. */
function isNeeded(file: string, key: string | undefined): boolean {
  const folder = folderOf(file) as ContentFolder;
  if (key === undefined) return folder === 'testimonials';
  const { schema } = kinds[folder];
  const forms = 'options' in schema ? schema.options : [schema];
  return forms.some(({ shape }) => isRequired((shape as Shape)[key.split('.')[0] ?? '']));
}

function isRequired(schema: z.ZodType | undefined): boolean {
  return schema !== undefined && !schema.safeParse(undefined).success;
}

type Shape = Readonly<Record<string, z.ZodType>>;
