import type { Store } from '../../../integrations/attribution/index.ts';

const DAY = 86_400_000;

/** As many events in one commit as a busy second has. */
const AT_ONCE = 2_000;

const SOURCES = [
  'dev',
  'juejin',
  'zhihu.com',
  'www.google.com',
  'v2ex.com',
  'direct',
  'news.ycombinator.com',
];
const OFFERS = ['consulting', 'course', 'hosting'];

/**
 * Fills a store with a year that is the same each time: events through the store's own door, day by day, and
 * conversions with journeys, every fourth of which brought money.
 *
 * @param clock what the store takes for now; it is moved on from day to day
 */
export async function fillYear(
  store: Store,
  clock: { now: number },
  { events, conversions, days = 365 }: Year,
): Promise<void> {
  const [end, random] = [clock.now, numbers(7)];
  for (let day = 0; day < days; day += 1) {
    clock.now = end - (days - 1 - day) * DAY;
    await addEvents(store, clock.now, Math.ceil(events / days), random);
    const made = Array.from({ length: Math.ceil(conversions / days) }, () =>
      addConversion(store, clock.now, random),
    );
    await Promise.all(made);
  }
  clock.now = end;
}

async function addEvents(store: Store, at: number, count: number, random: Random): Promise<void> {
  for (let left = count; left > 0; left -= AT_ONCE) {
    const length = Math.min(left, AT_ONCE);
    await Promise.all(Array.from({ length }, () => addEvent(store, at, random)));
  }
}

function addEvent(store: Store, at: number, random: Random): Promise<unknown> {
  const isView = random() < 0.7;
  const [source, before] = [pick(SOURCES, random), pick(SOURCES, random)];
  const isArrival = isView && random() < 0.5;
  return store.addCount({
    ...{ id: crypto.randomUUID(), at, kind: isView ? 'view' : 'read', post: postOf(random) },
    ...{ source: isArrival ? source : null, offer: null },
    ...{ firstToday: isArrival, firstThisMonth: random() < 0.3, firstOfPost: random() < 0.6 },
    ...(isArrival && { hop: { from: random() < 0.6 ? null : before, to: source } }),
  });
}

async function addConversion(store: Store, at: number, random: Random): Promise<void> {
  const id = crypto.randomUUID();
  const offer = pick(OFFERS, random);
  const length = 1 + Math.floor(random() * 8);
  const moments = Array.from({ length }, (_, index) => at - (length - index) * 3_600_000);
  await store.addConversion({
    ...{ id, at, offer, kind: 'sale', proof: 'recorded', worth: null },
    journey: {
      arrivals: moments.map((moment) => ({ at: moment, key: pick(SOURCES, random) })),
      reads: moments.map((moment) => ({ at: moment, key: postOf(random) })),
      gap: null,
    },
  });
  if (random() >= 0.25) return;
  const money = { amount: 100 + Math.floor(random() * 100_000), currency: 'CNY' };
  await store.addEntries([
    { conversion: id, offer, at, money, kind: 'sale', source: 'bench', externalId: id },
  ]);
}

/** Some posts are read far more than others. */
function postOf(random: Random): string {
  return `post-${Math.floor(random() ** 3 * 120)}`;
}

function pick<Member>(members: readonly [Member, ...Member[]] | readonly Member[], random: Random): Member {
  const member = members[Math.floor(random() * members.length)] ?? members[0];
  if (member === undefined) throw new RangeError('there is nothing to pick from');
  return member;
}

/** Numbers from 0 to 1 that look like chance and are the same each time. */
function numbers(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Random = () => number;

interface Year {
  readonly events: number;
  readonly conversions: number;
  /** Or less than a year. @default 365 */
  readonly days?: number;
}
