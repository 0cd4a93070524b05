import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  authoredMoment,
  formatMoney,
  type Money,
  mainLanguage,
  moneyForm,
  Problem,
  parseMoney,
  suggest,
} from '#domain';
import site from '#site';
import { readSales, type Sale, type Store, saleOf, wordsFor } from '../../integrations/attribution/index.ts';
import { soundContent } from '../content.ts';
import { withStore } from '../open-store.ts';
import { printProblems } from '../print-error.ts';

const lang = mainLanguage(site);
const words = wordsFor(lang);

/** Writes down one sale. */
export default function addOne(
  offer: string,
  money: string,
  options: AddOptions,
  command: Command,
): Promise<void> {
  return addSale(offer, money, { ...options, db: dbOf(command) });
}

/** Reads sales from a file. */
export function importFile(file: string, { source }: { source: string }, command: Command): Promise<void> {
  return importSales(file, source, dbOf(command));
}

function dbOf(command: Command): string | undefined {
  return command.optsWithGlobals<{ db?: string }>().db;
}

async function addSale(asked: string, text: string, { on = today(), id, db }: AddOptions): Promise<void> {
  const content = await soundContent();
  const offers = content.offers.map(({ noun }) => noun);
  const offer = offers.find((known) => known.id === asked);
  if (offer === undefined) {
    const ids = new Set(offers.map(({ id: known }) => known));
    throw new Problem(`there is no offer “${asked}”`, { hint: suggest(asked, [...ids]) });
  }
  const sale = { at: readDay(on), offer: asked, money: readSigned(text), kind: offer.kind };
  await withStore({ asked: db, content }, async (store) => {
    const isNew = await keep(store, saleOf(sale, { source: 'owner', order: id ?? randomUUID() }));
    console.log(isNew ? words.saleKept(formatMoney(sale.money, lang), asked) : words.saleKnown);
  });
}

async function importSales(file: string, source: string, db: string | undefined): Promise<void> {
  const content = await soundContent();
  const offers = content.offers.map(({ noun }) => noun);
  const { timeZone, currency } = site;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Problem(`${file} cannot be read`, { hint: 'Check the path.', cause });
  });
  const { sales: found, problems } = readSales(text, { file, source, offers, timeZone, currency });
  await withStore({ asked: db, content }, async (store) => {
    let isNew = 0;
    for (const sale of found) isNew += Number(await keep(store, sale));
    console.log(words.salesRead(isNew, found.length - isNew, problems.length));
  });
  if (problems.length === 0) return;
  printProblems(problems);
  process.exitCode = 1;
}

/** Whether it was new. A refund belongs to the conversion of its order, where that is known. */
async function keep(store: Store, { conversion, entries }: Sale): Promise<boolean> {
  const linked = await Promise.all(
    entries.map(async (entry) => {
      const [order = ''] = entry.externalId.split('/refund/');
      const known = await store.conversion(`${entry.source}:${order}`);
      return { ...entry, conversion: entry.conversion ?? known?.id ?? null };
    }),
  );
  if (conversion !== undefined) await store.addConversion(conversion);
  return (await store.addEntries(linked)) > 0;
}

function readSigned(text: string): Money {
  const isNegative = text.trim().startsWith('-');
  const money = parseMoney(text.trim().replace(/^-\s*/, ''));
  if (money === null) {
    throw new Problem(`“${text}” is not money`, { hint: `Write ${moneyForm(text)}` });
  }
  return isNegative ? { ...money, amount: -money.amount } : money;
}

function readDay(day: string): number {
  const date = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !date.toJSON()?.startsWith(day)) {
    throw new Problem(`“${day}” is not a day`, { hint: 'Write it like 2026-11-01.' });
  }
  return authoredMoment(day, site.timeZone);
}

function today(): string {
  return new Date().toLocaleDateString('sv', { timeZone: site.timeZone });
}

interface AddOptions {
  readonly on?: string;
  readonly id?: string;
  readonly db?: string | undefined;
}
