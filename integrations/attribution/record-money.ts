import {
  authoredMoment,
  type Conversion,
  type Entry,
  isoDay,
  type Millis,
  type Money,
  sumMoney,
} from '#domain';
import type { Store } from './collector/store.ts';

/** Who told of an entry that the owner wrote down by hand. */
const OWNER = 'owner';

/**
 * Says what a conversion has brought in all. The ledger only grows: what differs from the sum so far becomes an entry
 * of its own, a `sale` the first time and an `adjustment` after that.
 */
export async function recordTotal(
  store: Pick<Store, 'entriesOf' | 'addEntries'>,
  { id, offer }: Conversion,
  { amount, currency }: Money,
  at: Millis,
): Promise<void> {
  const entries = await store.entriesOf(id);
  const soFar = sumOf(entries.filter(({ money }) => money.currency === currency))[0]?.amount ?? 0;
  if (amount === soFar && entries.length > 0) return;
  const kind = entries.length === 0 ? 'sale' : 'adjustment';
  const externalId = `${id}/${entries.length + 1}`;
  const money = { amount: amount - soFar, currency };
  await store.addEntries([{ conversion: id, offer, at, money, kind, source: OWNER, externalId }]);
}

/** A retainer: the same money each month, from the month of a moment on. Each month is an entry with its own day. */
export async function spreadRetainer(
  store: Pick<Store, 'addEntries'>,
  { id, offer }: Conversion,
  { money, months, at, timeZone }: Retainer,
): Promise<void> {
  const entries = Array.from({ length: months }, (_, index): Entry => {
    const month = monthAfter(isoDay(at, timeZone), index);
    const moment = index === 0 ? at : authoredMoment(`${month}-01`, timeZone);
    const told = { source: OWNER, externalId: `${id}/${month}` };
    return { conversion: id, offer, at: moment, money, kind: 'retainer', ...told };
  });
  await store.addEntries(entries);
}

/** What entries add up to, one amount a currency. */
export function sumOf(entries: readonly Entry[]): Money[] {
  return sumMoney(
    entries.map(({ money }) => money),
    entries[0]?.money.currency ?? '',
  );
}

function monthAfter(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, '2026-11'.length);
}

interface Retainer {
  /** Each month. */
  readonly money: Money;
  readonly months: number;
  /** When it begins. */
  readonly at: Millis;
  readonly timeZone: string;
}
