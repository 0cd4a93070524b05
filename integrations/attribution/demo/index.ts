import type { Store } from '../collector/store.ts';
import { randomFrom } from '../random.ts';
import { deedsOf } from './money.ts';
import { countsOf, visitsOf } from './readers.ts';
import { type DemoPost, type DemoSite, demoPosts } from './site.ts';

/** Any number: the same year each time. */
const SEED = 20_251_130;

/**
 * Fills a store with a year that nobody lived: readers of the site's posts, clicks, sales, refunds, leads and fees. The
 * same content and the same moment give the same year.
 *
 * @returns how many visits there were
 */
export async function fillWithDemo(store: Store, content: DemoContent): Promise<number> {
  const random = randomFrom(SEED);
  const { offers, now, timeZone, channels } = content;
  const posts = demoPosts(content.posts, { offers, now, channels }, random);
  const site: DemoSite = { posts, offers: offers.filter(({ draft }) => !draft), now, timeZone };
  const id = () => `${hex(random)}-${hex(random)}`;
  const visits = visitsOf(site, random);
  await inParts(visits, (visit) => countsOf(visit, site, random, id).map((count) => store.addCount(count)));
  const deeds = deedsOf(visits, site, random, id);
  await inParts(deeds.clicks, ({ click, count }) => [store.addClick(click, count)]);
  await inParts(deeds.sales, (sale) => [store.addConversion(sale)]);
  await inParts(deeds.leads, (lead) => [store.addLead(lead)]);
  await store.addEntries(deeds.entries);
  return visits.length;
}

function hex(random: () => number): string {
  return Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}

/** Writes that go out together share a commit; too many at once would fill the memory. */
async function inParts<Thing>(
  things: readonly Thing[],
  write: (thing: Thing) => Promise<unknown>[],
): Promise<void> {
  for (let start = 0; start < things.length; start += 500) {
    await Promise.all(things.slice(start, start + 500).flatMap(write));
  }
}

export interface DemoContent extends Pick<DemoSite, 'offers' | 'now' | 'timeZone'> {
  readonly posts: readonly Pick<DemoPost, 'id' | 'lang' | 'offers'>[];
  /** Ids of the site's channels. */
  readonly channels: readonly string[];
}
