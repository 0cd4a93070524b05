import { z } from 'zod';

/** A thing of a page's graph. */
export type Thing = Readonly<Record<string, unknown>>;

const graphSchema = z.object({
  '@context': z.literal('https://schema.org'),
  '@graph': z.array(z.record(z.string(), z.unknown())),
});

/** The graph of a page: its one JSON-LD block. */
export function graphIn(html: string): Thing[] {
  const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
  if (blocks.length !== 1) throw new Error(`${blocks.length} JSON-LD blocks`);
  return graphSchema.parse(JSON.parse(blocks[0]?.[1] ?? ''))['@graph'];
}

/** Ids that are named and described nowhere, and things that are described twice. */
export function idFaults(graph: readonly Thing[]): string[] {
  const all = graph.flatMap(thingsIn);
  const described = all.filter((thing) => Object.keys(thing).length > 1).map((thing) => thing['@id']);
  const named = all.filter((thing) => Object.keys(thing).length === 1).map((thing) => thing['@id']);
  const known: readonly unknown[] = described.filter((id) => id !== undefined);
  return [
    ...named.filter((id) => !known.includes(id)).map((id) => `${id} is described nowhere`),
    ...known.filter((id, index) => known.indexOf(id) !== index).map((id) => `${id} is described twice`),
  ];
}

/** What Google's documentation asks of a type for its rich results, and is not there. */
export function ruleFaults(graph: readonly Thing[]): string[] {
  const byId = new Map(graph.map((thing) => [thing['@id'], thing]));
  return graph.flatMap((thing) => {
    const type = String(thing['@type']);
    const rule = rules[type];
    if (rule === undefined) return [`there is no rule for ${type}`];
    const parsed = rule.safeParse(resolved(thing, byId));
    return parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => `${type}.${path.join('.')}: ${message}`);
  });
}

/** A thing with the things it names in place of their ids, one step deep. */
function resolved(thing: Thing, byId: ReadonlyMap<unknown, Thing>): Thing {
  return Object.fromEntries(
    Object.entries(thing).map(([key, value]) => [key, (isThing(value) && byId.get(value['@id'])) || value]),
  );
}

function thingsIn(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(thingsIn);
  return isThing(value) ? [value, ...Object.values(value).flatMap(thingsIn)] : [];
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const text = z.string().trim().min(1);
const whole = z.url({ protocol: /^https?$/ });
const moment = z.iso.datetime({ offset: true });
const person = z.object({ '@type': z.literal('Person'), name: text, url: whole });
const price = { price: z.string().regex(/^\d+(\.\d+)?$/), priceCurrency: z.string().regex(/^[A-Z]{3}$/) };
const deal = z.object({
  '@type': z.literal('Offer'),
  ...price,
  url: whole,
  priceSpecification: z
    .object({
      '@type': z.literal('UnitPriceSpecification'),
      ...price,
      unitCode: z.enum(['HUR', 'DAY', 'MON', 'ANN']),
    })
    .optional(),
});
const courseDeal = deal.extend({ category: z.enum(['Paid', 'Free', 'Partially Free', 'Subscription']) });

const when = z.union([z.iso.date(), moment]);
/** Event: a name, when it begins, and where: an address, or on the net a link. */
const occasion = z.object({
  name: text,
  startDate: when,
  eventAttendanceMode: z.url(),
  image: whole,
  performer: person,
  organizer: z.object({ '@type': z.literal('Organization'), name: text }),
  location: z.union([
    z.object({ '@type': z.literal('Place'), address: text }),
    z.object({ '@type': z.literal('VirtualLocation'), url: whole }),
  ]),
});

const rules: Readonly<Record<string, z.ZodType>> = {
  WebSite: z.object({ '@id': whole, name: text, url: whole }),
  Person: person.extend({ '@id': whole, sameAs: z.array(whole).optional() }),
  WebPage: z.object({ '@id': whole, name: text, url: whole, inLanguage: text }),
  // Profile page: mainEntity with a name.
  ProfilePage: z.object({ '@id': whole, name: text, mainEntity: person }),
  // Breadcrumb: two steps at least, in order, each with a name and an address.
  BreadcrumbList: z.object({
    itemListElement: z
      .array(z.object({ '@type': z.literal('ListItem'), position: z.number(), name: text, item: whole }))
      .min(2)
      .refine((steps) => steps.every(({ position }, index) => position === index + 1), {
        error: 'not in order',
      }),
  }),
  // Article: nothing is required; all that is recommended is there.
  BlogPosting: z.object({
    headline: text,
    image: whole,
    author: person,
    datePublished: moment,
    dateModified: moment,
    inLanguage: text,
    mainEntityOfPage: z.object({ '@type': z.literal('WebPage') }),
    wordCount: z.int().positive(),
    timeRequired: z.string().regex(/^PT[1-9]\d*M$/),
  }),
  Event: occasion,
  EducationEvent: occasion,
  PodcastEpisode: z.object({
    name: text,
    datePublished: when,
    partOfSeries: z.object({ '@type': z.literal('PodcastSeries'), name: text }),
  }),
  // Course list and course info.
  Course: z.object({
    name: text,
    description: text,
    provider: person,
    offers: z.array(courseDeal).min(1),
    hasCourseInstance: z.object({
      '@type': z.literal('CourseInstance'),
      courseMode: z.enum(['Online', 'Onsite', 'Blended']),
      courseWorkload: z.string().regex(/^PT(?=\d)(\d+H)?(\d+M)?$/),
    }),
  }),
  Service: z.object({ name: text, description: text, provider: person, offers: z.array(deal).min(1) }),
  // Product snippet: a name, and offers with a price.
  Product: z.object({ name: text, offers: deal }),
  FAQPage: z.object({
    mainEntity: z
      .array(
        z.object({
          '@type': z.literal('Question'),
          name: text,
          acceptedAnswer: z.object({ '@type': z.literal('Answer'), text }),
        }),
      )
      .min(1),
  }),
  CreativeWork: z.object({ name: text, description: text, creator: person }),
  SoftwareSourceCode: z.object({ name: text, description: text, creator: person, codeRepository: whole }),
};
