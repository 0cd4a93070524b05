import { z } from 'zod';
import { textSchema } from './language.ts';
import type { Section } from './section.ts';

const nameSchema = z.string().regex(/^[\p{L}\p{N}_~-][\p{L}\p{M}\p{N}._~/-]*$/u, {
  error: 'expected a section or a page, such as posts or about',
});

const entrySchema = z.union([
  nameSchema,
  z.strictObject({
    to: nameSchema,
    /** The text of the link. @default the section's name, the page's label */
    label: textSchema.optional(),
  }),
  z.strictObject({ to: z.url({ protocol: /^(https?|mailto)$/ }), label: textSchema }),
]);

/**
 * One link of the navigation: the name of a section (`posts`), the name of a page (`about`, `notes/desk`), one of
 * these with a label of its own, or an address elsewhere with a label.
 */
export type NavigationEntry = z.output<typeof entrySchema>;

/** Which links stand at the top and at the foot of every page. */
export const navigationSchema = z.strictObject({
  /** The whole row at the top, in order. @default posts, work, services, courses, products, then pages with `nav: top` */
  top: z.array(entrySchema).optional(),
  /** The whole list at the foot, in order. @default the other sections, then pages with `nav: foot` */
  foot: z.array(entrySchema).optional(),
  /** Sections and pages that are linked from neither. Their pages stay. @default [] */
  hidden: z.array(nameSchema).default([]),
});

/** The target of an entry: a section, a page or an address. */
export function targetOf(entry: NavigationEntry): string {
  return typeof entry === 'string' ? entry : entry.to;
}

/** Whether a target is an address elsewhere. */
export function isAddress(target: string): boolean {
  return /^(https?|mailto):/.test(target);
}

/** The sections that have a page to link to, in the order in which the site lists them. */
export const linkedSections: readonly Section[] = [
  'posts',
  'projects',
  'services',
  'courses',
  'products',
  'testimonials',
  'talks',
  'series',
  'tags',
];

/** The parts of the home page below its opening, in their usual order. */
export const homeParts = ['numbers', 'posts', 'projects', 'testimonials', 'offers'] as const;

export type HomePart = (typeof homeParts)[number];

/** Which parts the home page has below its opening, and in which order. A part with nothing in it is left out. */
export const homeSchema = z
  .array(z.enum(homeParts))
  .refine((parts) => new Set(parts).size === parts.length, { error: 'expected each part once' });
