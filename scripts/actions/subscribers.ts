import type { Command } from 'commander';
import { isoDay, Problem } from '#domain';
import site from '#site';
import { soundContent } from '../content.ts';
import { withStore } from '../open-store.ts';
import { printable, printableJson } from '../printable.ts';
import { printTable } from '../syndication/table.ts';

/** Lists those who confirmed. */
export default async function listSubscribers({ db, json }: Options): Promise<void> {
  const all = await withStore({ asked: db, content: await soundContent() }, (store) => store.subscribers());
  const rows = all.map(({ address, lang, since }) => ({
    address,
    lang,
    since: isoDay(since, site.timeZone),
  }));
  if (json) console.log(printableJson({ subscribers: rows }));
  else if (rows.length === 0) console.log('Nobody has subscribed yet.');
  else printTable(rows.map(({ address, lang, since }) => [printable(address), lang, since]));
}

/** Deletes an address. */
export async function forgetSubscriber(address: string, _options: unknown, command: Command): Promise<void> {
  const { db } = command.optsWithGlobals<Options>();
  const content = await soundContent();
  const isGone = await withStore({ asked: db, content }, (store) =>
    store.forgetSubscriber(address.trim().toLowerCase()),
  );
  if (!isGone)
    throw new Problem(`“${address}” is not on the list`, { hint: '`npx byline subscribers` lists them.' });
  console.log('Deleted.');
}

interface Options {
  readonly db?: string;
  readonly json?: boolean;
}
