import type { Kysely } from 'kysely';
import { isoDay, type JourneyGap, type Millis, type Money } from '#domain';
import { inPieces } from './in-pieces.ts';
import type { ConversionRow, DailyRow, HopRow, StepRow, Tables as TablesOfToday } from './tables.ts';

const DAY = 86_400_000;

/** As many steps as a browser of today would have kept, and for as long. */
const MOST_STEPS = 50;
const LONGEST_JOURNEY: Millis = 90 * DAY;

/**
 * Turns the touches of an earlier version into counts, and each conversion into one with its own steps. The
 * earlier tables are there as `earlier_…`; the caller drops them.
 */
export async function countTouches(database: Kysely<unknown>, { timeZone, worths }: Upgrade): Promise<void> {
  const earlier = database as Kysely<Tables & EarlierTables>;
  const dayOf = (at: Millis) => isoDay(at, timeZone);
  const conversions = await earlier.selectFrom('earlier_conversion').selectAll().execute();
  const byReader = Map.groupBy(conversions, ({ reader }) => reader);
  const counts = tallyOf(dayOf);
  const journeys = new Map<string, readonly Touch[]>();
  for await (const touches of readersOf(earlier)) {
    counts.add(touches);
    for (const conversion of byReader.get(touches[0]?.reader ?? '') ?? []) {
      journeys.set(conversion.id, touches);
    }
  }
  await inPieces([...counts.daily.values()], (piece) => earlier.insertInto('daily').values(piece).execute());
  await inPieces([...counts.hops.values()], (piece) => earlier.insertInto('hop').values(piece).execute());
  for (const conversion of conversions) {
    await moveConversion(earlier, conversion, journeys.get(conversion.id) ?? [], { dayOf, worths });
  }
  await moveLeads(earlier);
  await moveDrops(earlier);
}

/** Each reader's touches, oldest first. */
async function* readersOf(database: Kysely<EarlierTables>): AsyncGenerator<readonly Touch[]> {
  const rows = database
    .selectFrom('earlier_touch')
    .select(['reader', 'at', 'post', 'channel'])
    .orderBy('reader')
    .orderBy('at')
    .orderBy('id')
    .stream();
  let touches: Touch[] = [];
  for await (const row of rows) {
    if (touches.length > 0 && touches[0]?.reader !== row.reader) {
      yield touches;
      touches = [];
    }
    touches.push({ ...row, at: Number(row.at) });
  }
  if (touches.length > 0) yield touches;
}

/** Adds up what the browsers of today would have said of the same touches. */
function tallyOf(dayOf: (at: Millis) => string) {
  const daily = new Map<string, Daily>();
  const hops = new Map<string, Hop>();

  function addView(
    touch: Touch,
    first: Pick<Daily, 'first_today' | 'first_this_month' | 'first_of_post'>,
  ): void {
    const [day, post, source] = [dayOf(touch.at), touch.post ?? '', touch.channel ?? ''];
    const key = JSON.stringify([day, post, source]);
    const row = daily.get(key) ?? { ...EMPTY, day, kind: 'view', post, source, offer: '' };
    daily.set(key, {
      ...row,
      n: row.n + 1,
      first_today: row.first_today + first.first_today,
      first_this_month: row.first_this_month + first.first_this_month,
      first_of_post: row.first_of_post + first.first_of_post,
    });
  }

  function addHop(day: string, from: string, to: string): void {
    const key = JSON.stringify([day, from, to]);
    const n = (hops.get(key)?.n ?? 0) + 1;
    hops.set(key, { day, from_source: from, to_source: to, n });
  }

  return {
    daily,
    hops,
    add(touches: readonly Touch[]): void {
      const [days, months, posts] = [new Set<string>(), new Set<string>(), new Set<string>()];
      let arrivedBy = '';
      for (const touch of touches) {
        const day = dayOf(touch.at);
        addView(touch, {
          first_today: isNew(days, day),
          first_this_month: isNew(months, day.slice(0, 7)),
          first_of_post: touch.post === null ? 0 : isNew(posts, touch.post),
        });
        if (touch.channel === null) continue;
        addHop(day, arrivedBy, touch.channel);
        arrivedBy = touch.channel;
      }
    },
  };
}

const EMPTY = { n: 0, first_today: 0, first_this_month: 0, first_of_post: 0 };

/** 1 where the set did not have it yet. */
function isNew(set: Set<string>, member: string): 0 | 1 {
  if (set.has(member)) return 0;
  set.add(member);
  return 1;
}

async function moveConversion(
  database: Kysely<Tables>,
  earlier: EarlierConversion,
  touches: readonly Touch[],
  { dayOf, worths }: Pick<Upgrade, 'worths'> & { dayOf: (at: Millis) => string },
): Promise<void> {
  const { id, offer, kind, proof } = earlier;
  const at = Number(earlier.at);
  const steps = stepsOf(
    id,
    touches.filter((touch) => touch.at <= at && touch.at >= at - LONGEST_JOURNEY),
  );
  // A click on a course is not a sale, so it is expected to bring nothing.
  const money = kind === 'course-click' ? undefined : worths.get(offer);
  const worth = { worth_amount: money?.amount ?? null, worth_currency: money?.currency ?? null };
  const row = { id, at, day: dayOf(at), offer, kind, proof, ...worth, gap: steps.length === 0 ? GAP : null };
  await database.insertInto('conversion').values(row).execute();
  await inPieces(steps, (piece) => database.insertInto('step').values(piece).execute());
  if (earlier.earned_amount === null || earlier.earned_currency === null) return;
  const earned = { amount: Number(earlier.earned_amount), currency: earlier.earned_currency };
  const told = { kind: 'sale', source: 'owner', external_id: `${id}/1` } as const;
  await database
    .insertInto('entry')
    .values({ conversion: id, offer, at, day: dayOf(at), ...earned, ...told })
    .execute();
}

/** The earlier version kept no touches of readers who asked not to be followed, nor why there were none. */
const GAP: JourneyGap = 'not-kept';

function stepsOf(conversion: string, touches: readonly Touch[]): StepRow[] {
  const latest = touches.slice(-MOST_STEPS);
  const listOf = (list: StepRow['list'], keyOf: (touch: Touch) => string | null) =>
    latest
      .flatMap((touch) => {
        const key = keyOf(touch);
        return key === null ? [] : [{ at: touch.at, key }];
      })
      .map((step, place): StepRow => ({ conversion, list, place, ...step }));
  return [...listOf('arrival', ({ channel }) => channel), ...listOf('read', ({ post }) => post)];
}

async function moveLeads(database: Kysely<Tables & EarlierTables>): Promise<void> {
  const leads = await database.selectFrom('earlier_lead').selectAll().execute();
  const won = await database.selectFrom('entry').select('conversion').execute();
  const isWon = new Set(won.map(({ conversion }) => conversion));
  const rows = leads.map((lead): Tables['lead'] => ({
    ...lead,
    state: isWon.has(lead.conversion) ? 'won' : 'new',
    next_step: null,
    next_day: null,
  }));
  await inPieces(rows, (piece) => database.insertInto('lead').values(piece).execute());
}

/** A count was kept by its midnight in UTC. */
async function moveDrops(database: Kysely<Tables & EarlierTables>): Promise<void> {
  const drops = await database.selectFrom('earlier_dropped').selectAll().execute();
  const rows = drops.map(({ day, reason, times }) => ({
    day: new Date(Number(day)).toISOString().slice(0, '2026-11-01'.length),
    reason,
    times: Number(times),
  }));
  await inPieces(rows, (piece) => database.insertInto('dropped').values(piece).execute());
}

/** What an earlier version did not keep and its counts need. */
export interface Upgrade {
  /** The site's zone. */
  readonly timeZone: string;
  /** Offer → what one conversion on it is worth. */
  readonly worths: ReadonlyMap<string, Money>;
}

interface Touch {
  readonly reader: string;
  readonly at: Millis;
  readonly post: string | null;
  readonly channel: string | null;
}

type EarlierConversion = Pick<ConversionRow, 'id' | 'at' | 'offer' | 'kind' | 'proof'> & {
  readonly reader: string;
  readonly earned_amount: number | null;
  readonly earned_currency: string | null;
};

/** The tables as they were when counts came. */
type Tables = Omit<TablesOfToday, 'daily' | 'hop'> & { daily: Daily; hop: Hop };
type Daily = Omit<DailyRow, 'shard'>;
type Hop = Omit<HopRow, 'shard'>;

interface EarlierTables {
  earlier_touch: Touch & { readonly id: string };
  earlier_conversion: EarlierConversion;
  earlier_lead: Pick<Tables['lead'], 'conversion' | 'name' | 'email' | 'message'>;
  earlier_dropped: { readonly day: number; readonly reason: string; readonly times: number };
}
