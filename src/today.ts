import { authoredMoment, isoDay, type Millis } from '#domain';
import site from '#site';

/** When today began where the author lives: what a page says of age changes at midnight, and so are pages kept. */
export function today(): Millis {
  return authoredMoment(isoDay(Date.now(), site.timeZone), site.timeZone);
}
