import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  formatMoney,
  type Money,
  mainLanguage,
  moneyForm,
  type Offer,
  Problem,
  parseMoney,
  suggest,
} from '#domain';
import site from '#site';
import {
  keepRecorded,
  readRate,
  readSales,
  type SalesFile,
  saleOf,
  wordsFor,
} from '../../integrations/attribution/index.ts';
import type { Content } from '../../integrations/content/index.ts';
import { soundContent } from '../content.ts';
import { withStore } from '../open-store.ts';
import { printProblems } from '../print-error.ts';
import { readDay, today } from '../typed-day.ts';

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
export function importFile(file: string, options: ImportOptions, command: Command): Promise<void> {
  return importSales(file, options, dbOf(command));
}

function dbOf(command: Command): string | undefined {
  return command.optsWithGlobals<{ db?: string }>().db;
}

async function addSale(
  asked: string,
  text: string,
  { on = today(), id, rate, db }: AddOptions,
): Promise<void> {
  const content = await soundContent();
  const offer = knownOffer(asked, content);
  const given = rate === undefined ? undefined : readGivenRate(rate);
  const sale = { at: readDay(on), offer: asked, money: readSigned(text), kind: offer.kind, rate: given };
  await withStore({ asked: db, content }, async (store) => {
    const isNew = await keepRecorded(store, saleOf(sale, { source: 'owner', order: id ?? randomUUID() }));
    console.log(isNew ? words.saleKept(formatMoney(sale.money, lang), asked) : words.saleKnown);
  });
}

async function importSales(
  file: string,
  { source, offer }: ImportOptions,
  db: string | undefined,
): Promise<void> {
  const content = await soundContent();
  if (offer !== undefined) knownOffer(offer, content);
  const { sales: found, problems } = readSales(await readText(file), {
    ...{ file, source, usual: offer, timeZone: site.timeZone, currency: site.currency },
    offers: content.offers.map(({ noun }) => noun),
    ...ownHeadings(source),
  });
  await withStore({ asked: db, content }, async (store) => {
    let isNew = 0;
    for (const sale of found) isNew += Number(await keepRecorded(store, sale));
    console.log(words.salesRead(isNew, found.length - isNew, problems.length));
  });
  if (problems.length === 0) return;
  printProblems(problems);
  process.exitCode = 1;
}

/** The headings that `content/site.ts` has for a source. */
function ownHeadings(source: string): Pick<SalesFile, 'headings' | 'names'> {
  const { names, ...columns } = site.salesFiles[source] ?? {};
  const headings = Object.entries(columns).map(([column, heading]) => [column, [heading]]);
  return { names, headings: Object.fromEntries(headings) };
}

/** A file's text: in UTF-8, or else in the encoding that spreadsheets in China write. */
async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Problem(`${file} cannot be read`, { hint: 'Check the path.', cause });
  });
  return isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('gb18030').decode(bytes);
}

function knownOffer(asked: string, { offers }: Content): Offer {
  const all = offers.map(({ noun }) => noun);
  const offer = all.find((known) => known.id === asked);
  if (offer !== undefined) return offer;
  const ids = new Set(all.map(({ id: known }) => known));
  throw new Problem(`there is no offer “${asked}”`, { hint: suggest(asked, [...ids]) });
}

function readGivenRate(text: string): number {
  const rate = readRate(text);
  if (rate !== null) return rate;
  throw new Problem(`“${text}” is not a rate`, {
    hint: `Write what one unit is in ${site.currency}, such as 7.12.`,
  });
}

function readSigned(text: string): Money {
  const isNegative = text.trim().startsWith('-');
  const money = parseMoney(text.trim().replace(/^-\s*/, ''));
  if (money === null) {
    throw new Problem(`“${text}” is not money`, { hint: `Write ${moneyForm(text)}` });
  }
  return isNegative ? { ...money, amount: -money.amount } : money;
}

interface ImportOptions {
  readonly source: string;
  readonly offer?: string;
}

interface AddOptions {
  readonly on?: string;
  readonly id?: string;
  readonly rate?: string;
  readonly db?: string | undefined;
}
