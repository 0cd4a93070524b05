import { z } from 'zod';
import { moneySchema } from './read-money.ts';

const daySchema = z.iso.date({ error: 'expected a day such as 2026-11-01' });

const prices = ['fee', 'cpm', 'cpc'] as const;

/**
 * A time in which an ad runs, and what the sponsor pays for it: a flat fee, a price for a thousand views of the ad, or
 * a price for a click.
 */
export const flightSchema = z
  .strictObject({
    from: daySchema.meta({
      description: 'The first day of the flight, in the zone of the site: `2026-11-01`.',
    }),
    to: daySchema.optional().meta({ description: 'The last day. Without one, the flight goes on.' }),
    fee: moneySchema.optional().meta({ description: 'A flat fee for the flight: `3000.00 CNY`.' }),
    cpm: moneySchema.optional().meta({ description: 'The price of a thousand views of the ad.' }),
    cpc: moneySchema.optional().meta({ description: 'The price of a click on the ad.' }),
    cap: z.number().int().positive().optional().meta({
      description:
        'The flight is over after so many clicks where `cpc` is the price, else after so many views of the ad. The collector counts them.',
    }),
  })
  .superRefine(({ from, to, ...flight }, context) => {
    const given = prices.filter((price) => flight[price] !== undefined);
    if (given.length !== 1) {
      context.addIssue({ code: 'custom', message: 'expected one price: fee, cpm or cpc' });
    }
    if (to !== undefined && to < from) {
      context.addIssue({ code: 'custom', path: ['to'], message: `expected a day from ${from} on` });
    }
  });

export type Flight = z.output<typeof flightSchema>;

/** The flight of an ad on a day, `2026-11-20`; undefined where none is on. */
export function flightOn(flights: readonly Flight[], day: string): Flight | undefined {
  return flights.find(({ from, to }) => from <= day && (to === undefined || day <= to));
}

/** Whether an ad runs on a day: one without flights always does. */
export function runsOn(flights: readonly Flight[], day: string): boolean {
  return flights.length === 0 || flightOn(flights, day) !== undefined;
}

/** The unit of a flight's cap: clicks for a flight paid by the click, else views of the ad. */
export function capCounts({ cpc }: Flight): 'click' | 'seen' {
  return cpc === undefined ? 'seen' : 'click';
}
