import { z } from 'zod';
import { line } from './shared-keys.ts';

/** A month or a year is enough: `2019`, `2019-04`, `2019-04-01`. */
const dateSchema = z.coerce.string().regex(/^\d{4}(-[01]\d(-[0-3]\d)?)?$/, {
  error: 'expected a year, a month or a day: 2019, 2019-04, 2019-04-01',
});

const time = {
  startDate: dateSchema
    .optional()
    .meta({ description: 'When it began: a year, a month or a day. `2019`, `2019-04`, `2019-04-01`.' }),
  endDate: dateSchema
    .optional()
    .meta({ description: 'When it ended: a year, a month or a day. Leave it out while it goes on.' }),
};

const workSchema = z.strictObject({
  name: line.meta({ description: 'The company or client.' }),
  position: line.meta({ description: 'Your position there.' }),
  url: z.url().optional().meta({ description: 'The page of the company.' }),
  location: line.optional().meta({ description: 'The town, or “remote”.' }),
  ...time,
  summary: line.optional().meta({ description: 'What the work was, in a sentence or two.' }),
  highlights: z.array(line).default([]).meta({ description: 'What you achieved there, a line each.' }),
});

const educationSchema = z.strictObject({
  institution: line.meta({ description: 'The school or university.' }),
  area: line.optional().meta({ description: 'The subject: “computer science”.' }),
  studyType: line.optional().meta({ description: 'The degree: “bachelor”.' }),
  url: z.url().optional().meta({ description: 'The page of the school.' }),
  ...time,
});

const skillSchema = z.strictObject({
  name: line.meta({ description: 'The skill: “databases”.' }),
  keywords: z.array(line).default([]).meta({ description: 'What belongs to it: `[PostgreSQL, Redis]`.' }),
});

const languageSchema = z.strictObject({
  language: line.meta({ description: 'The name of the language.' }),
  fluency: line.meta({ description: 'How well you speak it: “native speaker”.' }),
});

const certificateSchema = z.strictObject({
  name: line.meta({ description: 'The name of the certificate.' }),
  issuer: line.optional().meta({ description: 'Who issued it.' }),
  date: dateSchema.optional().meta({ description: 'When: a year, a month or a day.' }),
  url: z.url().optional().meta({ description: 'Where it can be checked.' }),
});

/**
 * What somebody has done, in the keys of JSON Resume (jsonresume.org), as far as a page shows them. Who they
 * are is in `content/site.ts`.
 */
export const resumeSchema = z.strictObject({
  location: line.optional().meta({ description: 'Where you live, as exactly as you want to say.' }),
  label: line.optional().meta({ description: 'Your profession: “back-end engineer”.' }),
  work: z.array(workSchema).default([]).meta({ description: 'Your positions, the latest first.' }),
  education: z
    .array(educationSchema)
    .default([])
    .meta({ description: 'Schools and degrees, the latest first.' }),
  skills: z.array(skillSchema).default([]).meta({ description: 'What you are good at.' }),
  languages: z.array(languageSchema).default([]).meta({ description: 'The languages you speak.' }),
  certificates: z.array(certificateSchema).default([]).meta({ description: 'Certificates you hold.' }),
});

/** Work, education, skills: what a résumé shows. */
export type Resume = z.output<typeof resumeSchema>;
