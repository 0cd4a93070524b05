import { z } from 'zod';

/** The most arrivals and readings a browser keeps and the collector takes. */
export const MOST_STEPS = 50;

/** As much of it as says where a reader came from; anybody can make a link longer. */
const raw = z.string().transform((text) => text.slice(0, 400));

/**
 * One step of a journey as the browser tells it: when by its own clock, where from (0 where a page of the site led on),
 * which post (0 where none was shown), which offer was converted on.
 */
const stepSchema = z
  .tuple([z.number(), z.union([raw, z.literal(0)])])
  .rest(z.union([z.string().max(120), z.literal(0)]).optional())
  .nullable()
  .catch(null);

/** A journey as the browser tells it: its clock now, and the steps by the same clock. Steps that do not fit are null. */
export const toldJourneySchema = z.object({
  now: z.number(),
  /** Absent where the browser keeps none. */
  steps: z
    .array(stepSchema)
    .transform((steps) => steps.slice(-MOST_STEPS))
    .optional(),
});

export type ToldJourney = z.output<typeof toldJourneySchema>;

const offerId = z.string().min(1).max(120);

/** What a page may claim. Keys not named here are dropped; time and proof are never the browser's to say. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    ...claims('view'),
    /** Where the reader arrived from, as {@link readSource} takes it; absent where a page of the site led on. */
    from: raw.optional(),
    /** The arrival before this one, empty where there was none; absent where the browser keeps no journey. */
    before: raw.optional(),
    /** The day of the view before, in the site's zone; absent where the browser keeps no journey. */
    last: z.iso.date().optional(),
    /** Whether this browser had shown this post before. */
    again: z.boolean().optional(),
  }),
  z.object({ ...claims('read') }),
  z.object({ ...claims('seen'), offer: offerId }),
  /** A reader began to fill in the form of an offer. */
  z.object({ ...claims('start'), offer: offerId }),
  /** A file of the site was asked for, by its path. */
  z.object({ ...claims('file'), to: z.string().regex(/^\/[^\s?#]{1,200}$/) }),
  /** A link away from the site was followed, to this host. */
  z.object({ ...claims('out'), to: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}.:-]{0,129}$/u) }),
  z.object({
    ...claims('click'),
    offer: offerId,
    journey: toldJourneySchema.optional(),
  }),
]);

export type BeaconEvent = z.output<typeof eventSchema>;

function claims<const Type extends string>(type: Type) {
  return {
    type: z.literal(type),
    /** Made by the browser for this event alone; the same id twice is one event. */
    id: z.string().regex(/^[\w-]{7,64}$/),
    /** The post the page shows. */
    post: z.string().max(120).optional(),
  };
}
