import type { Command } from 'commander';
import { table } from 'table';
import { formatMoney, isoDay, type Money, mainLanguage, moneyForm, Problem, parseMoney } from '#domain';
import site from '#site';
import {
  databaseFile,
  type Lead,
  openStore,
  type Store,
  wordsFor,
} from '../../integrations/attribution/index.ts';

/** As the report: in the site's first language. */
const lang = mainLanguage(site);
const words = wordsFor(lang);

/** Lists who asked for consulting. */
export default function listLeads({ db, json }: LeadsOptions): Promise<void> {
  return withStore(db, (store) => list(store, json));
}

/** Writes down what a lead brought. */
export async function winLead(id: string, text: string, _options: unknown, command: Command): Promise<void> {
  const money = readMoney(text);
  await withStore(databaseOf(command), (store) => win(store, id, money));
}

/** Deletes who a lead was. */
export function forgetLead(id: string, _options: unknown, command: Command): Promise<void> {
  return withStore(databaseOf(command), (store) => erase(store, id));
}

function databaseOf(command: Command): string | undefined {
  return command.optsWithGlobals<LeadsOptions>().db;
}

async function list(store: Store, asJson = false): Promise<void> {
  const found = await store.leads();
  if (asJson) console.log(JSON.stringify({ leads: found.map(asRecord) }, null, 2));
  else if (found.length === 0) console.log(words.noLeads);
  else console.log(renderLeads(found));
}

/** One lead as `--json` prints it; nobody has to know the conversion behind it. */
function asRecord({ conversion, ...person }: Lead): object {
  const { id, at, offer, earned } = conversion;
  return { id, at, offer, ...person, earned };
}

function renderLeads(found: readonly Lead[]): string {
  const { id, day, offer, name, email, message, brought } = words;
  const head = [id, day, offer, name, email, message, brought];
  const rows = found.map(({ conversion, name, email, message }) => [
    conversion.id.slice(0, 8),
    isoDay(conversion.at, site.timeZone),
    conversion.offer,
    printable(name),
    printable(email),
    printable(message),
    show(conversion.earned),
  ]);
  return table([head, ...rows], { columns: { 5: { width: 40, wrapWord: true } } }).trimEnd();
}

async function win(store: Store, start: string, money: Money): Promise<void> {
  const { conversion, name } = onlyLead(await store.leads(), start);
  await store.recordMoney(conversion.id, money);
  console.log(words.hasBrought(`${printable(name)} (${conversion.id.slice(0, 8)})`, show(money)));
}

function readMoney(text: string): Money {
  const money = parseMoney(text);
  if (money !== null) return money;
  throw new Problem(`“${text}” is not money`, { hint: `Write ${moneyForm(text)}` });
}

async function erase(store: Store, start: string): Promise<void> {
  const { conversion } = onlyLead(await store.leads(), start);
  await store.forgetLead(conversion.id);
  const day = isoDay(conversion.at, site.timeZone);
  console.log(words.forgotten(conversion.id.slice(0, 8), day));
}

function onlyLead(found: readonly Lead[], start: string): Lead {
  const [lead, another] = found.filter(({ conversion }) => conversion.id.startsWith(start));
  if (lead !== undefined && another === undefined) return lead;
  throw new Problem(
    `${lead === undefined ? 'no lead has' : 'several leads have'} an id that begins with “${start}”`,
    {
      hint: '`npx byline leads` lists them.',
    },
  );
}

async function withStore(asked: string | undefined, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore({ file: databaseFile(process.env, asked), now: Date.now, mustExist: true });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

function show(money: Money | null): string {
  return money === null ? '–' : formatMoney(money, lang);
}

/** What strangers wrote may hold escape sequences a terminal obeys. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

interface LeadsOptions {
  readonly db?: string;
  readonly json?: boolean;
}
