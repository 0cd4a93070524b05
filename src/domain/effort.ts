import { z } from 'zod';

/** The time a text took to write, as its author writes it: `6h`, `45m`, `2h30m`, `1.5h`. Read as minutes. */
export const effortSchema = z
  .string()
  .regex(/^(?=\d)(?:\d+(?:\.\d+)?h)?(?:\d+m)?$/, {
    error: 'expected a length of time such as 6h, 45m or 2h30m',
  })
  .transform(minutesIn)
  .refine((minutes) => minutes > 0, { error: 'expected more than no time' });

function minutesIn(text: string): number {
  const [, hours = '0', minutes = '0'] = /^(?:([\d.]+)h)?(?:(\d+)m)?$/.exec(text) ?? [];
  return Math.round(Number(hours) * 60) + Number(minutes);
}
