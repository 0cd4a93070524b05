import { z } from 'zod';

/** What a page may claim. Keys not named here are dropped; time and proof are never the browser's to say. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ ...claims('view'), referrer: z.string().catch('') }),
  z.object({ ...claims('click'), offer: z.string().min(1).max(120) }),
]);

export type BeaconEvent = z.output<typeof eventSchema>;

function claims<const Type extends string>(type: Type) {
  return {
    type: z.literal(type),
    /** Made by the browser; the same id twice is one event. */
    id: z.uuid(),
    reader: z.uuid(),
    /** The page and how it was reached; read for that, and not kept. As long as a body may be. */
    url: z.url({ protocol: /^https?$/ }),
    /** The post the page shows. */
    post: z.string().max(120).optional(),
  };
}
