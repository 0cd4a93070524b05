import type { Entry } from '#domain';
import type { Store } from './collector/store.ts';
import type { RecordedSale } from './sales-file.ts';

/**
 * Keeps a sale that was written down by hand or read from a file, and what of it was given back since. A refund belongs
 * to the conversion of its order, where that is known.
 *
 * @returns whether anything of it was new
 */
export async function keepRecorded(
  store: Pick<Store, 'conversion' | 'addConversion' | 'addEntries' | 'entriesOfOrder'>,
  { conversion, entries, refunded }: RecordedSale,
): Promise<boolean> {
  const linked = await Promise.all(
    entries.map(async (entry) => {
      const known = await store.conversion(`${entry.source}:${orderOf(entry)}`);
      return { ...entry, conversion: entry.conversion ?? known?.id ?? null };
    }),
  );
  if (conversion !== undefined) await store.addConversion(conversion);
  const stored = await store.addEntries(linked);
  const [sale] = linked;
  if (sale === undefined || refunded === undefined) return stored > 0;
  return (await giveBack(store, sale, refunded.amount)) || stored > 0;
}

/** Adds what was given back since the last time; files name the sum so far. */
async function giveBack(
  store: Pick<Store, 'addEntries' | 'entriesOfOrder'>,
  sale: Entry,
  inAll: number,
): Promise<boolean> {
  const order = orderOf(sale);
  const known = await store.entriesOfOrder(sale.source, order);
  const before = known.reduce((sum, { kind, money }) => sum + (kind === 'refund' ? money.amount : 0), 0);
  const amount = -Math.min(inAll, sale.money.amount) - before;
  if (amount >= 0) return false;
  const { rate: _, ...like } = sale;
  const refund: Entry = {
    ...like,
    kind: 'refund',
    money: { ...sale.money, amount },
    externalId: `${order}/refund/${inAll}`,
  };
  return (await store.addEntries([refund])) > 0;
}

function orderOf({ externalId }: Entry): string {
  return externalId.split('/refund/')[0] ?? externalId;
}
