import { z } from 'zod';

const line = z.string().trim().min(1);

/** A month or a year is enough: `2019`, `2019-04`, `2019-04-01`. */
const dateSchema = z.coerce.string().regex(/^\d{4}(-[01]\d(-[0-3]\d)?)?$/, {
  error: 'expected a year, a month or a day: 2019, 2019-04, 2019-04-01',
});

const time = { startDate: dateSchema.optional(), endDate: dateSchema.optional() };

/**
 * What somebody has done, in the keys of JSON Resume (jsonresume.org), as far as a page shows them. Who they
 * are is in `content/site.ts`.
 */
export const resumeSchema = z.strictObject({
  /** Where you live, as much as you want to say. */
  location: line.optional(),
  /** What you are: “back-end engineer”. */
  label: line.optional(),
  /** @default [] */
  work: z
    .array(
      z.strictObject({
        name: line,
        position: line,
        url: z.url().optional(),
        location: line.optional(),
        ...time,
        summary: line.optional(),
        highlights: z.array(line).default([]),
      }),
    )
    .default([]),
  /** @default [] */
  education: z
    .array(
      z.strictObject({
        institution: line,
        area: line.optional(),
        studyType: line.optional(),
        url: z.url().optional(),
        ...time,
      }),
    )
    .default([]),
  /** @default [] */
  skills: z.array(z.strictObject({ name: line, keywords: z.array(line).default([]) })).default([]),
  /** @default [] */
  languages: z.array(z.strictObject({ language: line, fluency: line })).default([]),
  /** @default [] */
  certificates: z
    .array(
      z.strictObject({
        name: line,
        issuer: line.optional(),
        date: dateSchema.optional(),
        url: z.url().optional(),
      }),
    )
    .default([]),
});

/** Work, education, skills: what a résumé shows. */
export type Resume = z.output<typeof resumeSchema>;
